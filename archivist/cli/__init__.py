"""Words to calls and results to lines; the only place that prints, exits or reads the environment."""
