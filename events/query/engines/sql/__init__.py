"""The engine over a database, which is asked through Ibis and sees integers and folded words.

`addresses` loads nothing; whoever opens or loads a database loads Ibis.
"""
