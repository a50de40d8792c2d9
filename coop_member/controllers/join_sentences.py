from ..core.forms import INVALID, MISSING, TOO_FEW, TOO_LONG, TOO_MANY, TOO_SHORT
from ..core.join_form import LENGTHS
from ..core.share_form import MOST_SHARES


def sentence_about(env, field, code, length, fewest=1):
    """What to do about an error of the joining form, in the language of ``env``.

    ``code`` is one of `core.forms` for ``field``, ``length`` the number of characters
    that were typed there, ``fewest`` the fewest shares for what was chosen.
    """
    return _own_sentences(env, fewest).get((field, code)) or _general_sentence(
        env, field, code, length
    )


def _own_sentences(env, fewest):
    return {
        ("college", MISSING): env._("Choose how you would like to take part."),
        ("college", INVALID): env._("This choice is no longer offered: choose again."),
        ("organisation", MISSING): env._("Enter the name of your organisation."),
        ("name", MISSING): env._("Enter your first and last name."),
        ("name", TOO_SHORT): env._("Enter your first and last name in full."),
        ("email", MISSING): env._("Enter your e-mail address."),
        ("email", INVALID): env._("Enter an address such as name@example.org."),
        ("phone", INVALID): env._("Enter 6 to 15 digits, or nothing at all."),
        ("motivation", MISSING): env._("Tell us in a few words why you apply."),
        ("share", MISSING): env._("Choose a type of share, or empty the number below."),
        ("share", INVALID): env._(
            "These shares are not for the part that you chose above: choose again."
        ),
        ("quantity", MISSING): env._("Enter a number of shares, or choose “Not now”."),
        ("quantity", INVALID): env._("Enter a whole number, such as 10."),
        ("quantity", TOO_FEW): env._("Enter %s at least, or nothing at all.", fewest),
        ("quantity", TOO_MANY): env._("Enter %s at most.", MOST_SHARES),
        ("consent", MISSING): env._("Without your agreement we may not read this."),
    }


def _general_sentence(env, field, code, length):
    least, most = LENGTHS.get(field, (0, 0))
    return {
        MISSING: env._("Fill in this field."),
        TOO_SHORT: env._("Write at least %s characters.", least),
        TOO_LONG: env._(
            "Write at most %(most)s characters: these are %(length)s.",
            most=most,
            length=length,
        ),
        INVALID: env._("This cannot be right: please check it."),
    }[code]
