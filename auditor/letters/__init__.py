"""Letters to X, to xAI and to authorities: templates as data, composed from what the person tells us. Nothing is sent.

library     the templates, addressees and places, as records
fields      what a letter needs to know about its sender
grounds     personal reasons that a person can pick, from their own figures and items
composing   a draft -> the letter, with gaps where something is missing
paper       the letter as plain text and as PDF
tracking    which letters were sent, and when a reply is due
calendar    those days as a calendar file
"""
