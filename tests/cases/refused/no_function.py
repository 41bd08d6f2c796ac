X = 3
# output
forward.py: no function in this file
help: write the forward function with def
