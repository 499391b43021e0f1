"""A proof in small of decision 0086: a seal that holds against the operator too. Nothing of the app uses it."""
