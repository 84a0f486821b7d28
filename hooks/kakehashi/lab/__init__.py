"""Labs: a page followed in order as a session on a simulated cluster. Facts only; rules hold the opinions."""
