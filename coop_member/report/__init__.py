from . import share_workbook
