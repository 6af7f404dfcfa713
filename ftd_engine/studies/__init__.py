"""The paper's figures and tables, each a recipe over phases; knows no tensor and no window."""
