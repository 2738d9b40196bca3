"""What X says it may do: the policy pack (data), the person's situation, and verdicts as pure functions."""
