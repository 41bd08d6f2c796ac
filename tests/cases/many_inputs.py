def weighted_sum_of_many_inputs(first_input, second_input, third_input, fourth_input, fifth_input):
    return first_input * 2 + second_input * 3 + third_input * 4 + fourth_input * fifth_input
# output
def grad_weighted_sum_of_many_inputs(
    first_input, second_input, third_input, fourth_input, fifth_input
):
    """Gradient of weighted_sum_of_many_inputs.

    Returns (grad_first_input, grad_second_input, grad_third_input, grad_fourth_input,
    grad_fifth_input). Inputs are scalars.
    """
    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # gradient copier
    grad_s5 = grad_out  # gradient copier
    grad_fourth_input = grad_s5 * fifth_input  # swap multiplier
    grad_fifth_input = grad_s5 * fourth_input  # swap multiplier
    grad_s2 = grad_s4  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_third_input = grad_s3 * 4  # swap multiplier
    grad_s0 = grad_s2  # gradient copier
    grad_s1 = grad_s2  # gradient copier
    grad_second_input = grad_s1 * 3  # swap multiplier
    grad_first_input = grad_s0 * 2  # swap multiplier
    return (
        grad_first_input,
        grad_second_input,
        grad_third_input,
        grad_fourth_input,
        grad_fifth_input,
    )
