"""How weights are made: data files mixed, pairs mined and made by rule, models fine-tuned."""
