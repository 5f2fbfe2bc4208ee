"""Zhengce KG: who must do what, by when, to what figure, on whose authority."""
