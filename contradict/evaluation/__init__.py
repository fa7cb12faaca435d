"""How models and findings are judged: arrays in, numbers out."""
