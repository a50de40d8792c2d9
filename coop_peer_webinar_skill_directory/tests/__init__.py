from . import test_collaboration_origin
