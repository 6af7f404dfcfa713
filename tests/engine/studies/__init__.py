"""Studies: recipes, runner, report; the slow ones with the real engine."""
