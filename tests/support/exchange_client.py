"""exchangelib as a client of the practice office's Exchange server. Prints what it saw as JSON."""
import json
import sys
import warnings

warnings.simplefilter("ignore")
from exchangelib import DELEGATE, Account, Configuration, Credentials, HTMLBody, Message
from exchangelib.protocol import BaseProtocol, NoVerifyHTTPAdapter

url, user, password, mime = sys.argv[1:5]
BaseProtocol.HTTP_ADAPTER_CLS = NoVerifyHTTPAdapter
configuration = Configuration(
    service_endpoint=url, credentials=Credentials(user, password), auth_type="basic"
)
account = Account(user, config=configuration, autodiscover=False, access_type=DELEGATE)
seen = {"version": str(account.version.build), "inbox": account.inbox.name}
items = list(account.inbox.all())
seen["count"] = account.inbox.total_count
seen["subjects"] = sorted(it.subject for it in items)
seen["mime"] = sorted(len(it.mime_content or b"") for it in items)
seen["ids"] = sorted(it.message_id for it in items)
seen["sync"] = sorted(change for change, _ in account.inbox.sync_items())
seen["resolved"] = [it.email_address for it in account.protocol.resolve_names([user])]
Message(account=account, folder=account.sent, mime_content=mime.encode()).send_and_save()
seen["sent"] = account.sent.all().count()
first, second = items[0], items[1]
first.move_to_trash()
second.delete()
seen["left"] = account.inbox.all().count()
seen["trash"] = account.trash.all().count()
seen["later"] = sorted(change for change, _ in account.inbox.sync_items())
print(json.dumps(seen))
