# output
forward.py: the file is empty
help: write the forward function with def
