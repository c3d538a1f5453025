"""Guide and bank → deck: how many cards each domain and task gets, and which cards they are."""
