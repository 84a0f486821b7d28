"""Does the search find what readers look for? ``queries.yaml`` says what they type and what they must find."""
