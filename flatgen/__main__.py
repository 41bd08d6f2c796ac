"""``python -m flatgen``."""

import sys

from flatgen.cli import main

sys.exit(main())
