from ..core.forms import INVALID, MISSING, TOO_LONG, TOO_SHORT
from ..core.join_form import LENGTHS


def sentence_about(env, field, code, length):
    """What to do about an error of the joining form, in the language of ``env``.

    ``code`` is one of `core.join_form`'s for ``field``, ``length`` the number of
    characters that were typed there.
    """
    return _own_sentences(env).get((field, code)) or _general_sentence(
        env, field, code, length
    )


def _own_sentences(env):
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
