"""A made-up council: people in every state of the journey, at rates published for England."""
