"""Light or dark: what runs before a page is drawn, so that no page flashes in the wrong colours.

The colours that a reader chose stand in the browser's own storage, of which no server need know. Only a script reads
that, and a script with an address of its own comes too late or holds the page up: this one stands in every page, the
same everywhere, and the policy names it by its digest. The admin's own switch keeps its choice under the same name.
"""

from base64 import b64encode
from hashlib import sha256

# The colour of the browser's bar follows: of two, the one that is made for the other scheme no longer counts.
SCRIPT = (
    "(d=>{let t;try{t=localStorage.theme}catch{}"
    "d.documentElement.dataset.theme=t=t=='light'||t=='dark'?t:'auto';"
    "if(t!='auto')for(let m of d.querySelectorAll('[name=theme-color]'))"
    "m.media=m.media.includes(t)?'all':'not all'})(document)"
)
SOURCE = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
