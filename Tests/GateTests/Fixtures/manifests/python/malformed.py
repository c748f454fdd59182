# /// script
# dependencies = [
#   "requests",
#   "rich
# ]
# ///
import {{ cookiecutter.package }}
from {{ cookiecutter.package }}.cli import main
import ｎｕｍｐｙ
x = (1,
import found_after_an_open_bracket
    import found_after_a_bad_indentation
print 'Python 2', `x` <> ur'y'
except_ = 'not closed
import found_after_an_open_string
y = f"{x"; import found_after_an_open_field
z = """ not closed either
import hidden
