"""Qt parts that know no project: theme, icons, widgets, bindings, translation."""
