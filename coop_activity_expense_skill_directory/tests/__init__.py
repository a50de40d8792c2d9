from . import test_request_charge
