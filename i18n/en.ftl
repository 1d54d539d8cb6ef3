# Texts of Kontorpost in English. German (i18n/de.ftl) is the reference.

## Errors: account settings

form-faults = { $count ->
    [one] The account settings have one fault:
   *[other] The account settings have { $count } faults:
}
form-faults-advice = Please correct what is named. Nothing was stored.
fault-in-line = Line { $line }, field "{ $field }": { $fault }
fault-in-field = Field "{ $field }": { $fault }
fault-in-file = Line { $line }: { $fault }
fault-missing = Value missing.
fault-address-invalid = "{ $given }" is not an e-mail address.
fault-host-invalid = "{ $given }" is not a server name.
fault-host-is-url = "{ $given }" is a web address. Please give the server name alone, for example imap.example.de.
fault-port-invalid = "{ $given }" is not a port. Allowed: 1 to 65535.
fault-control-character = Line breaks and control characters are not allowed.
fault-word-unknown = "{ $given }" is unknown here. Allowed: { $allowed }.
fault-number-invalid = "{ $given }" is not allowed. Allowed: whole numbers from { $min } to { $max }.
fault-cloud-needs-oauth = Microsoft 365 takes no passwords. Please choose “OAuth2” as authentication and sign in in the browser.
fault-url-invalid = “{ $given }” is no address of an Exchange server. Please enter a server name such as mail.firm.com or the whole address such as https://mail.firm.com/EWS/Exchange.asmx.
fault-outgoing-not-with-exchange = An Exchange account sends by its Exchange server; an outgoing server is not possible here.
fault-only-with-exchange = This setting exists with MS Exchange servers only.
fault-owner-needed = Mode "{ $mode }" needs a Benutzer (number 1 to 999) or "zentral".
fault-owner-not-allowed = Mode "{ $mode }" has no Benutzer.
fault-datenpool-not-allowed = An account in mode "Posteingang" belongs to the main Datenpool.
fault-app-copy-not-allowed = A copy to the app exists only with mode "Postkorb".
fault-kanzlei-not-allowed = The Kanzlei E-Mail Konto must be in mode "Posteingang", not "{ $mode }".
fault-kanzlei-taken = The Kanzlei E-Mail Konto is "{ $name }" already. There can be only one; on the command line --move moves the mark.
fault-folders-not-with-pop3 = POP3 knows only the inbox (INBOX).
fault-folder-twice = Folder "{ $name }" is given twice.
fault-days-without-remove = This applies only together with after_fetch = "remove".
fault-same-without-incoming = Without an incoming server there is no same sign-in. Please give "own" or "none".
fault-benutzer-unknown = There is no Benutzer { $name }.
fault-datenpool-unknown = There is no Datenpool "{ $name }".
fault-app-geraet-unknown = There is no app device "{ $name }".
fault-preset-unknown = There is no preset "{ $name }".
fault-preset-without-protocol = { $name } does not offer this protocol, or its server name differs from customer to customer. Please give the server.
fault-preset-needs-user = With { $name } the user name does not follow from the address. Please give it.
fault-key-unknown = There is no key "{ $name }".
fault-type-wrong = Expected here: { $wanted }.
fault-secret-not-allowed = A password does not belong in this file. Please remove it here and give it separately: in the dialog “E-mail account” or with --password-stdin.
fault-given-twice = This setting stands in two places of the file.
fault-not-toml = The file is not valid TOML: { $detail }
type-text = a text in quotation marks
type-boolean = true or false
type-number = a whole number
type-list = a list of texts, for example ["INBOX"]
type-table = a section in square brackets

## Errors: master data

stammdaten-faults = This cannot be stored:
stammdaten-name-missing = The name is missing.
stammdaten-address-invalid = "{ $given }" is not an e-mail address.
stammdaten-number-invalid = "{ $given }" is not a Benutzer number. Allowed: 1 to 999.
stammdaten-taken = "{ $name }" exists already.
stammdaten-login-taken = This login name already belongs to "{ $name }".
stammdaten-unknown = "{ $name }" does not exist.
stammdaten-last-verwalter = At least one current Benutzer must remain Verwalter.
stammdaten-in-use = Still used by: { $names }.

## Errors: database

storage-disk-full = The disk is full.
storage-disk-full-advice = Please make room. The state before is unchanged; nothing was deleted on the server that is not stored.
storage-access = No access to { $path }.
storage-access-advice = Please check that the directory exists and can be written to, and that the file does not exist yet.
storage-network-share = { $path } lies on a network share ({ $kind }).
storage-network-share-advice = The locks of the database do not hold there and mail could be lost. Please choose a directory on a disk of this machine.
storage-damaged = The database file is damaged or is not a Kontorpost database.
storage-damaged-advice = Please delete nothing. Save the data directory and restore the last backup with "kontorpost backup restore".
storage-newer = The database comes from a newer version of the program (version { $found }, known is { $known }).
storage-newer-advice = Please update this installation. The database was not changed.
storage-busy = Another process has held the database for a long time.
storage-busy-advice = Please try again in a minute.
storage-no-account = There is no account number { $id }.
storage-no-account-advice = "kontorpost account list" shows all accounts with their numbers.
storage-no-mail = There is no message number { $id }.
storage-no-document = This document or Akte is no longer there. Please open the Akte again.
storage-no-quarantine = There is nothing in quarantine under number { $id }.
storage-no-run = There is no run number { $id }.
storage-other = The database reports an error.

## Errors: passwords

secrets-no-keychain = No keychain runs on this machine in which the password could lie safely.
secrets-no-keychain-advice = Ways out: sign in on a machine with a screen and start the keychain there (for example gnome-keyring or KWallet), or for a receiver without a screen provide the password as systemd credential "kontorpost.<account number>.incoming". Kontorpost never writes a password to the disk.
secrets-no-rotation = A sign-in in the browser cannot be kept safely on this machine; accounts with such a sign-in are not fetched here.
secrets-no-rotation-advice = Such sign-ins change all the time. What is needed is a keychain (a machine with a screen) or, for the receiver as a service, a state directory and a "systemd-creds" that may encrypt there: as root, or from systemd 256 on as another user too.
secrets-locked = The keychain is locked or refuses access.
secrets-locked-advice = Please unlock the keychain and try again.
secrets-credential = The credential file { $path } cannot be read.
secrets-other = The keychain reports an error.
secret-missing = No password is stored for account { $id }.
secret-missing-advice = Please store it with "kontorpost account password { $id } --stdin".

## Signing in in the browser

oauth-provider-microsoft = Microsoft 365 / Outlook.com
oauth-provider-google = Google Mail / Workspace
oauth-provider-own = own sign-in service
oauth-no-client = No app registration is known for this provider: { $provider }.
oauth-no-client-advice = A Verwalter registers Kontorpost with the provider once and takes over the file with the client id ("kontorpost account oauth-client import FILE", or in the account window under "App registration…").
oauth-not-signed-in = Nobody has signed in in the browser for this account yet.
oauth-not-signed-in-advice = Please click "Sign in in the browser…" in the account.
oauth-sign-in-again-advice = Please click "Sign in in the browser…" in the account, or run "kontorpost account signin { $id }".
oauth-ended = The sign-in with the provider has expired or was ended.
oauth-ended-advice = Please click "Sign in in the browser…" in the account. After a new password with the provider this is always needed.
oauth-consent = An administrator must consent to Kontorpost with the provider first.
oauth-consent-advice = Please ask the administrator of your Microsoft 365 or Google directory to consent to the application ("Grant admin consent"), then sign in again.
oauth-second-factor = The provider wants a further confirmation (second factor).
oauth-second-factor-advice = Please sign in in the browser again and complete the confirmation there.
oauth-policy = A policy of your organisation forbids this sign-in.
oauth-policy-advice = Please ask the administrator: conditional access policies may exclude devices, places or signing in with a code.
oauth-user = This person may not use the application.
oauth-user-advice = Please sign in as the right user, or ask the administrator to assign the user to the application.
oauth-personal = A personal Microsoft account (Outlook.com, Hotmail) and the app registration do not go together.
oauth-personal-advice = Enter "consumers" as the directory id (tenant) of the app registration, or "common" for personal and business accounts at once. At Microsoft the registration must allow "Personal Microsoft accounts" for that.
oauth-app-unknown = The provider does not know the application or the directory.
oauth-app-unknown-advice = Please check the application id (client) and the directory id (tenant) of the app registration.
oauth-app-set-up = The application is not set up properly with the provider.
oauth-app-set-up-advice = With Microsoft, please add the platform "Mobile and desktop applications" with the address http://localhost and switch "Allow public client flows" on; with Google, choose the type "Desktop app".
oauth-client-key = The client key of the app registration is missing or wrong.
oauth-client-key-advice = Please take over the file with the app registration again; Google needs the client key as well.
oauth-scope = The provider does not grant access to the mailbox.
oauth-scope-advice = Please add the permissions for mail (IMAP, POP, SMTP) to the app registration and sign in again.
oauth-denied = The sign-in was declined in the browser.
oauth-denied-advice = Please sign in again and allow access to the mailbox.
oauth-timed-out = The sign-in in the browser was not completed in time.
oauth-timed-out-advice = Please click "Sign in in the browser…" again and complete the sign-in within five minutes.
oauth-cancelled = The sign-in was cancelled.
oauth-no-device-code = { $provider } does not allow signing in with a code.
oauth-no-device-code-advice = Please sign in on a machine with a browser.
oauth-unreachable = The provider's sign-in service cannot be reached.
oauth-unreachable-advice = Please check the internet connection. Kontorpost tries again at the next fetch.
oauth-answer = The sign-in service gave an answer that cannot be understood.
oauth-answer-advice = Please try again later; with an own sign-in service, check its address.
oauth-refused = The sign-in service has refused the sign-in.
oauth-again-advice = Please click "Sign in in the browser…" again.
oauth-left-microsoft = The sign-in is deleted here. With Microsoft it can be withdrawn altogether at "myapps.microsoft.com" (permissions).
oauth-left-other = The sign-in is deleted here. It could not be ended with the provider; please look there in the account settings under "Security".
signin-password-account = Account { $id } signs in with a password. For a sign-in in the browser, please put auth = "oauth2" into the roll-out file under [incoming].
signin-opened = The browser opens. If it does not, please open this address:
signin-open-yourself = Please open this address in the browser of this machine:
signin-code = Please open the page { $page } on any device and enter the code { $code } (valid for { $minutes } minutes).
signin-done = Account { $id } is signed in as { $name }.
signin-ends = Without renewal the sign-in ends on { $moment }.
signout-done = Account { $id } is signed out.
oauth-client-kept = The app registration for { $provider } has been taken over.
oauth-client-removed = The app registration for { $provider } has been removed.
oauth-client-none = No app registration is known.
help-account-signin = Sign an account in with its provider in the browser
help-account-signout = End the sign-in of an account
help-account-oauth-client = App registrations with Microsoft, Google or an own sign-in service
help-account-oauth-client-list = Known app registrations
help-account-oauth-client-import = Take an app registration over from a file
help-account-oauth-client-remove = Remove an app registration
help-account-oauth-client-guide = Step by step: how Kontorpost is registered with the provider
help-arg-device = Sign in with a code that is entered on another device
help-arg-provider = Provider: microsoft, google or own
oauth-guide-microsoft =
    Registering Kontorpost with Microsoft 365 (once for the whole office, as an administrator):
    1. Open "entra.microsoft.com" in the browser and sign in.
    2. "Identity" > "Applications" > "App registrations" > "New registration".
    3. Name: Kontorpost. Supported account types: "Accounts in this organizational directory only".
    4. Redirect URI: choose "Public client/native (mobile & desktop)", enter the address http://localhost, then "Register".
    5. Under "Authentication" set "Allow public client flows" to "Yes" and save.
    6. Under "API permissions" > "Add a permission" > "Microsoft Graph" > "Delegated permissions" choose: IMAP.AccessAsUser.All, POP.AccessAsUser.All, SMTP.Send, offline_access; for mailboxes by Graph also Mail.ReadWrite, Mail.Send and User.Read.
    7. Click "Grant admin consent".
    8. From the overview, write "Application (client) ID" and "Directory (tenant) ID" into a text file:
    provider = "microsoft"
    client_id = "application id"
    tenant = "directory id"
    9. Take the file over in Kontorpost. No client secret is needed.
    There is one registration for each provider, and one is enough: if the office has several directories (tenants), choose "Accounts in any organizational directory" in step 3 and write tenant = "organizations"; each tenant agrees at its first sign-in.
    For personal accounts with Outlook.com or Hotmail allow "Personal Microsoft accounts" in step 3 as well and write tenant = "consumers", for both kinds at once tenant = "common".
oauth-guide-google =
    Registering Kontorpost with Google (once for the whole office, as an administrator):
    1. Open "console.cloud.google.com" in the browser, sign in and create a project.
    2. "APIs & Services" > "Library": enable the "Gmail API".
    3. "OAuth consent screen": with Google Workspace choose the user type "Internal". With "External" in the state "Testing" every sign-in ends after seven days.
    4. Under "Data access" add the scope https://mail.google.com/.
    5. "Credentials" > "Create credentials" > "OAuth client ID", application type "Desktop app", name Kontorpost.
    6. Write the client id and the client key (client secret) into a text file:
    provider = "google"
    client_id = "client id"
    client_key = "client key"
    7. Take the file over in Kontorpost. The client key is put into the keychain; please delete the file afterwards.
oauth-guide-own =
    Registering Kontorpost with an own sign-in service (OpenID Connect):
    1. Create a public client (native application, no secret) with PKCE and the redirect address http://127.0.0.1/callback; the port changes with every sign-in.
    2. Allow the flows "Authorization Code" and "Refresh Token", and "Device Code" if wanted.
    3. Set the mail server up to accept the access tokens (XOAUTH2).
    4. Write into a text file:
    provider = "own"
    client_id = "client id"
    issuer = "address of the sign-in service"
    scope = "scope for mail, if needed"
    5. Take the file over in Kontorpost.
account-not-signed-in = Nobody has signed in yet. Please make up for it with "kontorpost account signin { $id }".
oauth-signed-in-as = signed in as { $name }
oauth-signed-in = signed in
oauth-ends = without renewal the sign-in ends on { $moment }
oauth-ends-soon = the sign-in ends on { $moment } – please renew it
account-label-auth = &Authentication:
account-label-sign-in = Sign-in:
account-not-signed-in-to-send = Nobody has signed in for sending yet. Please make up for it with "kontorpost account signin { $id } --outgoing".
account-not-signed-in-yet = not signed in yet
account-button-sign-in = Sign in in the br&owser...
account-button-renew = Renew in the br&owser...
account-button-sign-out = Sign out
account-button-registration = App registration...
account-no-client-advice = A Verwalter enters it once for the whole office under "App registration..."; it is told there step by step.
account-sign-in-unsaved = The new sign-in is stored with "OK and close".
window-sign-in = Sign in in the browser
sign-in-purpose = Provider: { $provider }. You enter your password with the provider only, never in Kontorpost.
sign-in-beginning = The sign-in is being prepared…
sign-in-waiting = Kontorpost is waiting for the browser…
sign-in-steps = The provider's sign-in page opens in the browser. Please sign in there as { $address } and allow access to the mailbox. This window then closes by itself.
sign-in-no-page = No page opens? "Copy link" and paste it into the address line of the browser on this machine. The attempt ends after five minutes.
sign-in-copied = The link is copied. Please paste it into the address line of the browser on this machine.
sign-in-waiting-code = Kontorpost is waiting for the code to be entered…
sign-in-code-page = Please open the page { $page } on any device, enter this code and allow access to the mailbox:
sign-in-code-minutes = { $minutes ->
    [one] The code is valid for one minute.
   *[other] The code is valid for { $minutes } minutes.
} Only ever enter a code there that Kontorpost itself is showing you right now, never one from a message.
sign-in-code-copied = The code is copied.
sign-in-no-browser = No browser can be opened on this machine. Please use "Copy link" or sign in with a code.
sign-in-copy-link = Copy &link
sign-in-copy-code = Copy &code
sign-in-open-again = &Open page again
sign-in-with-code = Sign in with a co&de...
sign-in-again = Try a&gain
sign-out-question = End the sign-in of this account? Until the next sign-in it is neither fetched nor used for sending.
sign-out-yes = Sign &out
window-app-registration = App registration
app-purpose = What Kontorpost identifies itself with to Microsoft, Google or an own sign-in service; once for the whole office.
app-label-provider = &Provider:
app-label-client = Application id (&client):
app-label-tenant = Directory id (&tenant):
app-label-key = Client &key:
app-label-issuer = Address of the s&ign-in service:
app-label-scope = &Scope:
app-label-guide = Step by step
app-key-kept = A client key is stored. Leaving it empty means: unchanged.
app-button-import = Take over from &file...
app-button-remove = &Remove
app-file-kind = App registration
app-no-file-dialog = No file window can be opened on this machine. Please type the values or use "kontorpost account oauth-client import FILE".
app-remove-question = Remove the app registration for { $provider }? Accounts with this sign-in are then no longer fetched.
app-remove-yes = &Remove
accounts-sign-in-ends = The browser sign-in of "{ $name }" ends on { $moment }.
accounts-sign-in-needed = "{ $name }" needs a sign-in in the browser; until then nothing is fetched.
accounts-sign-in-needed-to-send = Sending with “{ $name }” needs a sign-in in the browser; until then letters wait.
desk-sign-in-now = Sign in now...
desk-sign-in-more = (and { $count } more)
desk-sign-in-verwalter = Please ask a Verwalter to do so.
accounts-button-renew = Sign in in the browser...
class-oauth-no-client = No app registration is known for this provider.
oauth-page-done = Kontorpost has received the sign-in. You can close this window and return to Kontorpost.
oauth-page-refused = The provider has refused the sign-in. Kontorpost tells more; you can close this window.
oauth-page-foreign = This answer does not belong to the sign-in that Kontorpost is waiting for. Please begin the sign-in in Kontorpost again.
oauth-page-used = This sign-in is complete already. You can close this window.
class-oauth-token-refused = The mail server does not accept the browser sign-in for this mailbox.
class-oauth-token-refused-advice = Please check that the right user has signed in, that the user name belongs to the mailbox, and that IMAP, POP or SMTP is allowed for the mailbox.

## Errors: mail servers

step-resolve = resolve name
step-connect = connect
step-encrypt = encrypt
step-certificate = check certificate
step-greeting = greeting
step-capabilities = ask for capabilities
step-login = sign in
step-mailbox = open folder
step-list = list messages
step-fetch = fetch messages
step-remove = remove on the server
step-close = sign out
transport-at-step = Step "{ $step }": { $cause }
cause-name-unknown = The server name does not exist. Please check for typing errors.
cause-unreachable = The server cannot be reached. Please check the network.
cause-refused = The server accepts no connection on this port. Please check port and server.
cause-timeout = The server does not answer. It may be under maintenance, or a firewall is in the way.
cause-closed = The server closed the connection in the middle of the conversation.
cause-certificate-name = The certificate belongs to another name: { $names }.
cause-certificate-expired = The server's certificate has expired.
cause-certificate-not-yet-valid = The server's certificate is not valid yet. Please check the clock of this machine.
cause-certificate-self-signed = The server issued its certificate to itself.
cause-certificate-unknown-issuer = The certificate comes from an unknown authority.
cause-certificate-revoked = The certificate was revoked.
cause-certificate-other = The certificate is not in order.
certificate-advice = Fingerprint (SHA-256): { $fingerprint }. Only if your administrator confirms this fingerprint: "kontorpost account trust { $id } --fingerprint { $fingerprint }".
cause-tls-version = The server knows only outdated encryption (TLS 1.0 or 1.1).
cause-not-tls = On this port the server speaks unencrypted. Please choose "starttls" or another port.
cause-tls-other = The encryption could not be established.
cause-starttls-missing = The server offers no encryption (STARTTLS) on this port.
cause-starttls-refused = The server refuses the encryption (STARTTLS).
cause-injected = Foreign data arrived before the encryption. The connection was ended for safety.
cause-login-rejected = User name or password was rejected.
cause-mechanism-missing = The server offers no suitable way to sign in.
cause-temporary = The server asks to try again later.
cause-server-refused = The server refused the command.
cause-wrong-protocol = Another service answers here. Please check server type and port.
cause-protocol = The server does not answer by the rules.
cause-too-large = An answer of the server is larger than allowed.
cause-bad-input = User name or password contains a line break.
cause-stopped = The operation was ended.
login-rejected-advice = Account { $id } is paused so that the provider does not lock it. New password: "kontorpost account password { $id } --stdin"; try again: "kontorpost receive --once --account { $id }".

## Errors: general

error-word = Error: { $message }
error-paused = Account { $id } is paused because the last sign-in was rejected.
error-not-fetched = Account { $id } is not fetched: it is inactive or only sends.
error-receiver-runs = A receiver already runs for this data directory.
error-receiver-runs-by = A receiver already runs for this data directory: { $login } on { $host }, process { $pid }, since { $since }.
error-receiver-runs-advice = Please end it or wait until it is done.
error-nobody-acts = No current Benutzer belongs to the login name "{ $login }".
error-nobody-acts-advice = A Verwalter can enter your login with your Benutzer in the master data. On the command line --user N says who is acting.
error-unknown-benutzer = There is no Benutzer { $number }.
error-not-verwalter = Benutzer { $number } is no Verwalter and may not change this.
error-file = { $path } cannot be read or written.
error-no-raw-kept = No message is stored for number { $id } in quarantine: the server did not hand it out.
error-stopped = The run was ended. What is stored stays; the rest comes next time.
error-practice = The practice office could not be started.
error-internal = Something went wrong inside the program.
error-no-data-dir = There is no personal directory for the data. Please give --data-dir.
error-detail = Detail: { $detail }
settings-ignored = Note: in settings.toml "{ $key }" cannot be used; the default applies.

## Usage

usage-unknown-argument = There is no argument "{ $argument }" here.
usage-unknown-command = There is no command "{ $command }".
usage-missing-argument = Missing: { $argument }
usage-missing-command = A command is missing.
usage-invalid-value = "{ $value }" does not fit { $argument }.
usage-conflict = { $argument } cannot be combined with the other arguments.
usage-other = This call is not possible: { $detail }
usage-see-help = "kontorpost { $command }--help" shows how it works.
usage-heading = Usage:
usage-commands = Commands
usage-options = Options

## Accounts

account-added = Account { $id } added: { $name } <{ $address }>.
account-revived = Account { $id } taken up again: { $name } <{ $address }>. { $mails ->
    [one] One stored message belongs
   *[other] { $mails } stored messages belong
} to it again; none of it is fetched twice.
account-no-password = No password is stored yet: "kontorpost account password { $id } --stdin".
account-unencrypted = Warning: the connection to { $host } is not encrypted. Anyone on the way can read password and mail.
account-edited = Account { $id } changed.
account-password-kept = The password of account { $id } lies in the keychain.
account-password-empty = No password arrived. Nothing was changed.
secrets-ask-forget = Delete every password and sign-in of this office from the keychain of this login? Nothing is fetched or sent here afterwards. Please type “yes”:
secrets-forgotten = The keychain of this login holds no passwords and sign-ins of this office any more. Accounts and mail are unchanged.
account-removed = Account { $id } removed. { $mails ->
    [one] One stored message stays
   *[other] { $mails } stored messages stay
}, the password is deleted.
account-none = There is no account yet.
account-trusted = Certificate { $fingerprint } is trusted for { $host }:{ $port }.
account-untrusted = { $count ->
    [one] One exception
   *[other] { $count } exceptions
} for certificates taken back.
account-head-id = No.
account-head-active = Active
account-head-name = E-mail account
account-head-mode = Receive / send
account-head-server = Server
account-head-state = State
mode-posteingang = Posteingang
mode-postkorb = Postkorb
mode-nur-senden = Nur Senden
mode-einlesen = Einlesen
mode-scanner = Scanner
yes = yes
no = no

## Master data

benutzer-added = Benutzer { $number } added: { $name }.
benutzer-first = This is the first Benutzer and therefore Verwalter.
benutzer-edited = Benutzer { $number } changed.
benutzer-removed = Benutzer { $number } removed.
benutzer-head-number = No.
benutzer-head-name = Name
benutzer-head-address = E-mail
benutzer-head-current = Current
benutzer-head-login = Login
benutzer-head-verwalter = Verwalter
pool-added = Datenpool "{ $name }" added.
pool-edited = Datenpool "{ $name }" is now called "{ $new }".
pool-removed = Datenpool "{ $name }" removed.
pool-head-name = Datenpool
geraet-added = App device "{ $name }" added.
geraet-edited = App device "{ $name }" changed.
geraet-removed = App device "{ $name }" removed.
geraet-head-name = App device
geraet-head-benutzer = Benutzer
geraet-head-address = E-mail
geraet-head-confirmed = Confirmed
list-empty = Nothing here yet.

## Receiving

receive-started = { $accounts ->
    [0] No account is fetched.
    [one] One account is fetched.
   *[other] { $accounts } accounts are fetched.
}
receive-begun = { $account }: fetching begins.
receive-listed = { $account }: { $server } on the server, { $new } to fetch.
receive-progress = { $account }: { $stored } of { $total } stored.
receive-imported = { $account }: { $stored ->
    [one] one new message
   *[other] { $stored } new messages
}.
receive-imported-altbestand = { $account }: { $stored ->
    [one] one message
   *[other] { $stored } messages
} taken over from before the set-up.
receive-quarantined = { $account }: { $count ->
    [one] one message lies
   *[other] { $count } messages lie
} in quarantine ("kontorpost quarantine list").
receive-not-removed = { $account }: the server did not delete messages although the account asks for it. The ledger says why at run { $run } ("kontorpost ledger").
receive-finished = { $account }: server { $server } · new { $new } · stored { $stored } · quarantine { $quarantined } · skipped { $skipped } · removed { $removed } · { $balance }
receive-balanced = sum is right
receive-unbalanced = sum is WRONG (run { $run })
receive-failed = { $account }: { $message }
receive-next = { $account }: next try { $at }.
receive-stopping = Ending …
receive-ended = Receiver ended.
receive-nothing-failed = Done.
receive-some-failed = { $failed ->
    [one] One account had trouble.
   *[other] { $failed } accounts had trouble.
}

## Mail

mail-head-id = No.
mail-head-date = Date
mail-head-from = From
mail-head-subject = Subject
mail-head-attachments = Attachments
mail-head-size = Size
mail-none = No messages.
mail-more = { $shown } of { $all } messages. More with --offset.
mail-from = From:
mail-to = To:
mail-cc = Cc:
mail-date = Date:
mail-subject = Subject:
mail-account = Account:
mail-attachment = Attachment: { $name } ({ $kind }, { $size })
mail-no-subject = (no subject)
mail-note-unreadable = Note: this message breaks the rules. It is stored whole and shown as far as possible.
mail-note-text-cut = Note: the text is cut for display. The stored message is whole.
mail-note-server-stub = Note: the server could not convert the original and delivered a stand-in. The original lies only on the server and is never deleted there.
mail-exported = { $size } written to { $path }.
mail-all-exported = { $count ->
    [one] One message
   *[other] { $count } messages
} written to { $path }.
progress-export = Writing messages
progress-check = Checking messages

## Quarantine

quarantine-empty = The quarantine is empty.
quarantine-head-id = No.
quarantine-head-account = Account
quarantine-head-remote = On the server
quarantine-head-reason = Reason
quarantine-head-attempts = Tries
quarantine-head-last = Last
quarantine-refused = server does not hand it out
quarantine-too-large = too large
quarantine-not-stored = could not be stored
quarantine-retry = Number { $id } is tried again with the next run.
quarantine-discarded = Number { $id } discarded. On the server the message stays untouched; it is not fetched any more.
quarantine-detail = Detail: { $detail }
quarantine-raw-kept = The message itself is stored and can be written out with "kontorpost quarantine export { $id } --out FILE".

## Ledger

ledger-empty = No run yet.
ledger-head-run = Run
ledger-head-account = Account
ledger-head-started = Begin
ledger-head-server = Server
ledger-head-new = new
ledger-head-stored = stored
ledger-head-quarantined = quarantine
ledger-head-skipped = skipped
ledger-head-removed = removed
ledger-head-state = Result
ledger-ok = sum is right
ledger-running = running
ledger-red = RED: { $why }
ledger-red-sum = sum is wrong
ledger-red-interrupted = interrupted
ledger-acknowledged-state = seen: { $why }
ledger-acknowledged = Run { $run } is noted as seen.

## Checking and saving

check-clean = { $checked ->
    [one] One message checked: all in order.
   *[other] { $checked } messages checked: all in order.
}
check-damaged = Content { $content } is damaged: the stored bytes do not match their digest.
check-finding = Finding of the database: { $finding }
check-red-runs = { $count ->
    [one] One run is red
   *[other] { $count } runs are red
} and not noted as seen yet ("kontorpost ledger").
check-advice = Please delete nothing. Save the data directory and restore the last backup.

## Backup

backup-done = Backup checked and written: { $path } ({ $size }, { $mails ->
    [one] one message
   *[other] { $mails } messages
})
backup-failed = The backup that was due did not succeed: { $why }
backup-whole = The backup { $path } is complete and unaltered.
backup-of = Made on { $made } on { $host } by { $login }
backup-counts = { $mails ->
    [one] One message
   *[other] { $mails } messages
}, { $letters ->
    [one] one letter
   *[other] { $letters } letters
}, { $akten ->
    [one] one Akte
   *[other] { $akten } Akten
}
backup-accounts = Accounts: { $names }
backup-benutzer = Benutzer: { $names }
backup-with-secrets = With passwords and sign-ins of the accounts
backup-stage-copy = Copying the database
backup-stage-check = Checking the copy
backup-stage-pack = Writing the backup
backup-stage-verify = Reading the backup back and comparing
backup-stage-unpack = Reading and checking the backup
backup-stage-compare = Checking and comparing what is inside
backup-plan-on = Daily at { $time } to { $folder }; the last { $keep } backups stay.
backup-plan-sealed = Daily at { $time }, encrypted, to { $folder }; the last { $keep } backups stay.
backup-plan-off = No backups are made by themselves.
backup-plan-faults = Backups cannot be made by themselves like this.
backup-newest = Last backup: { $at }, { $path }
backup-never = There is no backup yet.
backup-failing = Backups have failed since { $since }: { $why }
backup-missed = No backup has succeeded since { $since }.
backup-why-full = There is no room left on the disk.
backup-why-folder = The folder cannot be reached or written to.
backup-why-passphrase = The passphrase of the backups is not in the keychain.
backup-why-keychain = The keychain with the passphrase of the backups cannot be reached.
backup-why-damaged = The database is damaged.
backup-why-other = Error "{ $word }".
backup-passphrase-gone-advice = Please enter the passphrase again under "Settings – Backup" or with "kontorpost backup plan --passphrase-stdin".
backup-time-invalid = "{ $given }" is not a time of day; for example 22:00.
backup-folder-missing = Please name a folder for the backups.
backup-folder-relative = "{ $given }" is not a full path.
backup-keep-invalid = "{ $given }" is not a number from 1 to 999.
backup-passphrase-missing = The passphrase to encrypt with is missing.
backup-file-advice = Please check that file and folder are there, that the folder can be written to and that the file is not there yet when a backup is made.
backup-full = There is no room on the disk for { $path }.
backup-full-advice = Please make room there or choose another folder. The office is unchanged.
backup-foreign = This is not a Kontorpost backup.
backup-foreign-advice = Please choose a file that ends in ".kpsicherung" and was made by Kontorpost.
backup-damaged = The backup is damaged or incomplete: it is not as it was written.
backup-damaged-advice = Please take another backup, or copy this one again from the original. The office is unchanged.
backup-newer = The backup was made by a newer version of the program.
backup-newer-advice = Please update this installation.
backup-sealed = The backup is encrypted.
backup-sealed-advice = Please give the passphrase, on the command line with --passphrase-stdin.
backup-runs = This office is just being backed up, or a backup is being restored.
backup-list-empty = There is no backup in the folder.
backup-head-made = Made
backup-head-size = Size
backup-head-mails = Messages
backup-head-host = Machine
backup-head-file = File
backup-encrypted = encrypted
backup-unreadable = not readable
passphrase-too-short = The passphrase is too short: at least { $letters } letters.
passphrase-weak = Weak: soon guessed
passphrase-fair = Usable
passphrase-good = Good
passphrase-advice = Four or more words that have nothing to do with each other are good. Whoever loses the passphrase cannot open the file any more.
passphrase-wrong = The passphrase does not fit this file.
passphrase-wrong-advice = Please enter it again; capital letters count. Nothing was changed.
retired-moved = This office moved to another machine on { $at }. Nothing is fetched or sent here any more.
retired-aside = This is the state before a backup was restored, only to look at. Nothing is fetched or sent here.
retired-advice = If two machines fetched the mail, each would have a part of it. Is this machine to work again and the other one not: "Settings – Backup – Undo move" or "kontorpost move undo".
office-in-use = This office is still open in another Kontorpost.
office-in-use-by = This office is still open in another Kontorpost (process { $pids }).
office-in-use-advice = Please close the window there and end the receiver, in the background as well, and try again.
restore-is-ready = A backup is ready and will be restored when Kontorpost starts next.
restore-is-ready-advice = Please end Kontorpost everywhere and start it again, or take the restore back with "kontorpost backup cancel".
restore-done = Backup restored. The state before lies in { $path }.
restore-done-new = The office is in place.
restore-cancelled = The restore is taken back. The office stays as it is.
restore-nothing-ready = No backup waits to be restored.
restore-foreign = The backup comes from another office than this one.
restore-unknown = The present state cannot be read and so not be compared.
restore-mails = { $mails ->
    [one] One message has
   *[other] { $mails } messages have
} come since the backup; { $again ->
    [0] none of them
    [one] one of them
   *[other] { $again } of them
} still on the server by the ledger, to be fetched again.
restore-gone = { $gone ->
    [one] One message is
   *[other] { $gone } messages are
} no longer on the server and will not come again: only the state moved aside keeps it.
restore-letters = { $letters ->
    [one] One letter
   *[other] { $letters } letters
} from after the backup: only the state moved aside keeps it; nothing of that is sent again.
restore-waiting = { $waiting ->
    [one] One letter
   *[other] { $waiting } letters
} waited to be sent when the backup was made: unclear from then on, and not sent by itself.
restore-accounts = Accounts that were only set up afterwards: { $names }
restore-same = Nothing has come since the backup.
move-without-secret = { $address }: there is no password in the keychain; it does not come along.
move-secrets-inside = The passwords and sign-ins of the accounts are in the file, encrypted with the passphrase of the file.
move-no-secrets = Passwords and sign-ins are not in the file. On the new machine every account must sign in again.
move-next = On the new machine: "Move here from another PC" or "kontorpost move import". As soon as it works, "kontorpost move retire" here, so that only one fetches the mail.
move-retired = Nothing is fetched or sent here any more. To undo: "kontorpost move undo".
move-undone = This machine fetches and sends again. The other one must not any more.
move-sign-in-again = { $address }: enter the password again or sign in again ("kontorpost account password", "account signin").
move-secrets-kept = { $count ->
    [one] One password lies
   *[other] { $count } passwords lie
} in the keychain of this machine now.

## Backup: windows

window-backup = Make a backup
window-backup-plan = Automatic backup
window-restore = Restore a backup
window-move-out = Move to another PC
window-move-in = Move here from another PC
backup-purpose = Everything in one file: messages, Akten, accounts and settings, without passwords. Everybody can go on working.
backup-folder = &Folder:
backup-folder-hint = Best on another disk than the office itself.
backup-choose = &Browse…
backup-sealed-tick = &Encrypt with a passphrase
backup-sealed-hint = Without a passphrase whoever has the file can read it.
backup-begin = Make &backup
backup-begins = Just beginning…
backup-stop = &Stop
backup-stopping = Stopping…
passphrase-first = &Passphrase:
passphrase-again = Passphrase agai&n:
passphrase-differs = The two are not the same.
plan-purpose = Whoever runs makes it: the window or the receiver. What is missed is made up for and told in the main window.
plan-on = Make a backup &daily
plan-on-hint = Even an office on the best disk needs a second place.
plan-time = &Time of day:
plan-keep = &Keep:
plan-keep-unit = backups; older ones that were made automatically are removed
plan-passphrase-stays = The passphrase in the keychain stays when nothing is entered here.
plan-passphrase-keychain = The passphrase goes into the keychain of this machine. Please keep it elsewhere, too: without it no backup can be opened.
restore-purpose = What is in the office now is moved aside and not deleted.
restore-file = &File:
restore-file-kind = Kontorpost backup
restore-choose-title = Choose a backup
restore-passphrase = &Passphrase:
restore-passphrase-hint = The passphrase that the file was encrypted with.
restore-offered = In the folder of the automatic backup:
restore-read = C&heck
restore-whole = The backup is complete and unaltered.
restore-what = The office will be as it was when the backup was made. The present state stays in a folder of its own beside it.
restore-commit = &Restore
restore-committing = Making it ready…
restore-prepared = Everything is ready.
restore-restart = Kontorpost starts again now and takes the new state. Please end other windows and receivers of this office before.
restore-aside = The state before will lie in { $path }.
restore-restart-now = Restart &now
move-purpose = Everything that the new machine needs, in one encrypted file.
move-begin = &Make the file
move-secrets-tick = &Take passwords and sign-ins of the accounts along
move-secrets-on = They go from the keychain into the file, only encrypted. Whoever has file and passphrase gets at the mailboxes.
move-secrets-off = Without them every account must sign in again on the new machine.
move-retire-question = Now take the file to the new machine and choose "Move here from another PC" there. If both machines fetched the mail, each would have a part of it: so this one should stop as soon as the new one works.
move-retire = Fetch and send nothing &here any more
move-retired-here = This machine fetches and sends nothing any more; one can still look things up. To undo: Settings – Backup.
move-in-purpose = The office of the other machine comes here, with everything in it.
move-in-secrets = The passwords and sign-ins of the accounts go into the keychain of this machine.
move-in-missing = To be entered or signed in again: { $names }
move-in-browser = Signed in in the browser; the provider may want that again: { $names }
move-in-old = The old machine must not fetch any more afterwards.
move-in-no-secrets = Passwords and sign-ins are not in the file.
move-in-commit = &Move here
first-move = Mo&ve here from another PC…
first-move-hint = Kontorpost works on another machine already? Then the whole office comes along.
caution-more = To the backups…
einstellungen-sicherung = Backup
einstellungen-sicherung-part = Automatic backup
einstellungen-sicherung-off = The office is not backed up automatically.
einstellungen-sicherung-plan = Set &up…
einstellungen-sicherung-hand = By hand
einstellungen-sicherung-hint = A backup is a single file. It is checked before it gets its name, and again before it is restored.
einstellungen-sicherung-now = &Back up now…
einstellungen-sicherung-restore = &Restore…
einstellungen-umzug-part = Move
einstellungen-umzug = &Move to another PC…
einstellungen-umzug-hint = Takes the whole office along, the passwords as well if that is wanted.
einstellungen-umzug-undo = U&ndo move
einstellungen-umzug-undo-hint = Only when the new machine fetches nothing any more.

## Practice office

demo-welcome = This is the PRACTICE OFFICE: invented mail on servers that run only inside this program. None of it is real, nothing leaves this machine.
demo-directory = The data lies in { $path } and is deleted at the end.
demo-servers = Mail servers: IMAP on port { $imap }, POP3 on port { $pop3 }, SMTP on port { $smtp } (TLS with a throw-away authority of their own).
demo-accounts = Accounts added: { $first } (IMAP) and { $second } (POP3).
demo-received = Fetched. The inbox now holds { $count } messages, newest first:
demo-again = Fetched once more: { $new ->
    [0] nothing new, nothing twice.
   *[other] { $new } new messages.
}
demo-one = The hit in full:
demo-search = Search for "{ $words }": { $count ->
    [0] nothing found.
    [one] one hit.
   *[other] { $count } hits.
}
demo-check = Check: { $checked } messages recalculated byte by byte, all in order.
demo-failed = Check: there are findings.
demo-end = End of the practice. An account of your own: "kontorpost account add --file account.toml --password-stdin", then "kontorpost receive --once".

## Looking for servers (account discover)

discover-source-preset = Preset
discover-source-mx = Preset by MX
discover-source-autoconfig = Autoconfig
discover-source-well-known = Autoconfig (.well-known)
discover-source-srv = SRV
discover-source-autodiscover = Autodiscover
discover-note-wants-sign-in = { $host } names the Exchange server only after a sign-in. Kontorpost signs in there only if you agree (command line: --confirm { $host }); otherwise please ask your administrator for the server name (often mail.… or this server itself).
discover-note-rejected = { $host } has rejected the sign-in. Please check user name and password.
discover-note-leads-to = The server “{ $host }” of another domain claims to be responsible for this address. It was not asked; please confirm it (command line: --confirm { $host }) or enter it only if you know it.
discover-note-cloud = This mailbox lies in Microsoft's cloud (Microsoft 365). Microsoft switched EWS off there on 2026-10-01 (for good on 2027-04-01): please choose “Microsoft 365 / cloud”, or IMAP with sign-in in the browser.
discover-source-ispdb = Thunderbird database
discover-source-guess = Tried
discover-security-tls = SSL/TLS
discover-security-starttls = STARTTLS
discover-security-none = unencrypted
discover-line = { $source }: { $protocol } { $host }:{ $port }, { $security }, user name { $user }
discover-line-absent = { $source }: the domain says that it has no { $protocol }.
discover-user-open = still open
discover-hint = { "  " }– { $hint }
discover-hint-by-mx = { $name } takes the mail of this domain.
discover-hint-other-domain = The server belongs to another domain: { $domain }. Please confirm that this is your provider.
discover-hint-redirected = The settings come from { $domain } after a redirection.
discover-hint-user-unknown = This source names no user name. Usual is the whole address, otherwise the part before the @.
discover-hint-auth-unsupported = Kontorpost does not know this way of signing in ({ $auth }) yet.
discover-hint-unencrypted = Without encryption everyone on the way can read password and mail.
discover-hint-pop-interval = The provider allows POP3 only every { $minutes } minutes.
discover-agreed = Agreed: { $protocol } { $server } ({ $sources })
discover-single = One source: { $protocol } { $server } ({ $sources })
discover-differing = Different answers for { $protocol }:
discover-differing-line = { "  " }{ $server } ({ $sources })
discover-absent = does not exist
discover-note-individual = { $name } gives every customer a server name of their own. It stands in the provider's customer area.
discover-note-filter = { $name } ({ $host }) stands before the mailbox. That says nothing about the server to fetch from.
discover-note-no-mail = This domain says that it takes no mail.
discover-note-refused = { $source }: the published settings were not used. { $reason }
discover-fault-unprotected = They redirect to an unencrypted address.
discover-fault-redirection = The redirection leads nowhere.
discover-fault-too-large = They are larger than 64 KiB.
discover-fault-document-type = They bring a document type or entities of their own, which is not allowed.
discover-fault-empty = They name no server that can be used.
discover-fault-unreadable = They cannot be read ({ $detail }).
discover-note-no-names = The name service (DNS) cannot be asked: { $detail }
discover-note-unfinished = No answer after 8 seconds: { $sources }
discover-nothing = No server was found for { $domain }.
discover-nothing-advice = Please check the spelling of the address, or ask your provider for server, port and encryption. { $guess ->
    [yes] Usual names were tried too.
   *[no] With “--guess” usual names are tried as well.
} They can then be given in a roll-out file.
discover-environment = The environment variable { $name } cannot be used: “{ $value }”.
discover-provider-separate-mail-password = The provider wants a separate mail password; it is set up in the customer area.
discover-provider-enable-pop-imap-in-webmail = POP3 and IMAP must first be switched on in the provider's webmail.
discover-provider-app-password-with-2fa = With two-factor sign-in a password of its own for mail programs is needed.
discover-provider-app-password-needed = A password of its own for mail programs (app password) is needed.
discover-provider-app-password-needs-2fa = An app password is needed; for this two-factor sign-in must be on.
discover-provider-app-password-maybe = A password of its own for mail programs may be needed.
discover-provider-app-passwords-void-after-password-change = App passwords become void when the main password changes.
discover-provider-username-localpart = Only the part before the @ is used to sign in.
discover-provider-smtp-username-full-address = Sending needs the whole address as user name.
discover-provider-username-is-mailbox-login = The user name is the mailbox name from the customer area, not the address.
discover-provider-username-may-be-mailbox-login = The user name may also be the mailbox name from the customer area.
discover-provider-mailbox-password-not-account-password = The password of the mailbox is meant, not that of the customer account.
discover-provider-sender-domain-must-match = Only addresses of the own domain may send.
discover-provider-check-extra-mailbox-protection = Please check whether the provider has an extra mailbox protection switched on.
discover-provider-probe-before-use = These settings are uncertain; please check them before use.
discover-provider-server-name-individual = The server name is different for every customer; it stands in the customer area.
discover-provider-network-restricted = Can only be reached from the provider's network.
discover-provider-initial-password-change-in-webmail = The initial password must first be changed in webmail.
discover-provider-oauth-preferred = The provider prefers OAuth 2; a plain password works only as an app password.
discover-provider-oauth-required = The provider demands OAuth 2; signing in with a password does not work.
discover-provider-gmail-all-mail-duplicates = “All Mail” holds every message once more; please fetch the inbox only.
discover-provider-pop-delete-affects-mailbox = Deleting by POP3 deletes the message in the whole mailbox.
discover-provider-imap-may-be-disabled-by-admin = IMAP may be switched off by the provider's or firm's administration.
discover-provider-smtp-auth-may-be-disabled-by-admin = Sending with sign-in (SMTP AUTH) may be switched off by the administration.
discover-provider-shared-mailbox-login-form = Shared mailboxes use another form of the user name.
discover-provider-region-specific-host = The server name depends on the region of the account.
discover-provider-bridge-must-run = The provider's bridge must run on this machine.
discover-provider-bridge-password = The password that the bridge shows is needed.
discover-provider-self-signed-loopback-certificate = The bridge shows a self-issued certificate.
discover-provider-may-be-microsoft365 = The mailbox may also lie at Microsoft 365.
discover-provider-leave-on-server = The provider recommends leaving messages on the server.

## Help

help = The office’s mail: fetched, each message exactly once, and kept in the house. Without a command the window opens.
help-data-dir = Data directory of the office
help-lang = Language: de or en
help-json = Output as JSON, one object a line
help-user = Number of the acting Benutzer (else the one with your login name)
help-help = This help
help-version = Version
help-account = Manage accounts
help-account-add = Add an account from a roll-out file
help-account-discover = Propose servers for an address; nothing is stored, no password is needed
help-account-list = All accounts
help-account-show = One account
help-account-export = Print an account's roll-out file (without password)
help-account-edit = Change an account by a roll-out file
help-account-password = Store a new password
help-account-remove = Remove an account; its mail stays
help-account-forget-secrets = Delete every password and sign-in of this office from the keychain before Kontorpost leaves this machine; accounts and mail stay
help-account-trust = Trust a certificate for this account
help-account-untrust = Take back exceptions for certificates
help-account-test = Test an account at the real servers without changing anything
help-account-restore = Bring back the last working settings
help-benutzer = Manage Benutzer
help-benutzer-add = Add a Benutzer
help-benutzer-list = All Benutzer
help-benutzer-edit = Change a Benutzer
help-benutzer-remove = Remove a Benutzer
help-pool = Manage Datenpools
help-pool-add = Add a Datenpool
help-pool-list = All Datenpools
help-pool-edit = Rename a Datenpool
help-pool-remove = Remove a Datenpool
help-geraet = Manage app devices
help-geraet-add = Add an app device
help-geraet-list = All app devices
help-geraet-edit = Change an app device
help-geraet-remove = Remove an app device
help-receive = Fetch mail (Kanzlei E-Mail Receiver)
help-mail = Stored mail
help-mail-list = Messages, newest first
help-mail-show = Read a message
help-mail-export = Write messages byte for byte as .eml
help-mail-search = Search messages
help-quarantine = Messages that could not be fetched or stored
help-quarantine-list = Everything in quarantine
help-quarantine-show = Details
help-quarantine-retry = Try again with the next run
help-quarantine-export = Write the message out
help-quarantine-discard = Discard; it stays on the server
help-ledger = Ledger of runs
help-ledger-ack = Note a red run as seen
help-check = Recalculate every message, check ledger and database
help-backup = Backups: make, check, restore
help-backup-create = Write a checked backup, while others work
help-backup-check = Check whether a backup is complete and unaltered
help-backup-list = Show the backups in a folder
help-backup-restore = Restore a backup; the present state is moved aside
help-backup-cancel = Take back a restore that waits for the next start
help-backup-status = How it stands with the backups
help-backup-plan = Make backups daily by itself
help-move = Move to another machine
help-move-export = Write everything that the new machine needs into an encrypted file
help-move-import = Take it over on the new machine
help-move-retire = Fetch and send nothing here any more, because the new machine works
help-move-undo = Take that back
help-demo = Practice office with invented mail
help-arg-id = Number
help-arg-guess = Try usual server names too (encrypted only, without signing in)
help-arg-exchange = Look for an Exchange server as well (Autodiscover); servers of the own domain learn the address
help-arg-confirm = This server may be sent the password (from standard input) to be asked for the Exchange server
help-arg-allow-ispdb = Ask Thunderbird's database too; it learns the domain
help-arg-file = Roll-out file (TOML)
help-arg-password-stdin = Read the password from standard input (first line; second line for an own SMTP sign-in)
help-arg-outgoing = For the outgoing server (SMTP)
help-arg-fingerprint = SHA-256 fingerprint of the certificate
help-arg-number = Benutzer number, 1 to 999
help-arg-name = Name
help-arg-new-name = New name
help-arg-address = E-mail address
help-arg-login = Login name of the operating system
help-arg-current = Works here: true or false
help-arg-verwalter = May change master data and accounts: true or false
help-arg-benutzer = Number of the Benutzer
help-arg-confirmed = Device is confirmed: true or false
help-arg-once = Fetch each account once, then end
help-arg-account = Number of the account
help-arg-limit = At most this many
help-arg-offset = Leave out this many
help-arg-out = Target file or directory
help-arg-all = All of them
help-arg-words = Search words
help-arg-since = From this day on, for example 2026-01-31
help-arg-run = Number of the run
help-arg-backup = Backup file
help-arg-passphrase-stdin = Read the passphrase of the file from standard input (first line)
help-arg-folder = Folder for backups
help-arg-on = Make backups daily by itself: true or false
help-arg-time = Time of day, for example 22:00
help-arg-keep = So many backups stay
help-arg-encrypt = Encrypted, with the passphrase in the keychain: true or false
help-arg-with-secrets = Passwords and sign-ins of the accounts as well
help-arg-apply-repair = Try the proposal of the test and store it if it passes
help-arg-report = Write a page for the hotline (text; HTML when the name ends in .html)
help-arg-csv = As CSV for a spreadsheet
help-arg-headless = Without a window

## Account test: classes

class-name-unknown = This server name does not exist.
class-name-unknown-advice = Please check the name for typing errors.
class-offline = No network connection.
class-offline-advice = Please check cable, Wi-Fi or VPN and test again.
class-refused = Nobody accepts the connection on this port: the port is wrong or the service is off.
class-refused-advice = Please check port and server name.
class-proxy-unreachable = The proxy that https connections are to go by cannot be reached.
class-proxy-unreachable-advice = Please check name and port of the proxy in the settings of the system (Windows: Internet Options; Linux: https_proxy), or set “proxy” in settings.toml (“none” for none).
class-proxy-sign-in = The proxy wants a sign-in (407).
class-proxy-sign-in-advice = Kontorpost signs in with “Basic” only: name and password belong in the environment variable https_proxy. If the proxy wants NTLM or Kerberos, please ask the administrator for an exception for Kontorpost or for this server.
class-proxy-refused = The proxy does not allow connections to this server.
class-proxy-refused-advice = Please ask the administrator to allow the server in the proxy. A server in the house belongs to the exceptions (no_proxy).
class-proxy-no-way = The proxy does not reach the server.
class-proxy-no-way-advice = Please check the server name and try again later. A server in the house belongs to the exceptions (no_proxy).
class-proxy-unsupported = The proxy that is set is of a kind that Kontorpost does not know (SOCKS, a proxy behind https, or an automatic script, PAC).
class-proxy-unsupported-advice = Please name a plain proxy in settings.toml, such as proxy = "http://proxy.firm.example:3128", or proxy = "none" for none.
class-timeout = The server does not answer.
class-timeout-advice = It may be under maintenance, or a firewall is in the way. Test again later, otherwise ask your administrator.
class-wrong-protocol = Another service answers here: server type or port is wrong.
class-wrong-protocol-advice = Please check server type and port.
class-tls-on-plain-port = SSL/TLS is set, but this port wants STARTTLS.
class-tls-on-plain-port-advice = Please set the encryption to STARTTLS or choose the port for SSL/TLS.
class-plain-on-tls-port = This port wants SSL/TLS, but something else is set.
class-plain-on-tls-port-advice = Please set the encryption to SSL/TLS.
class-starttls-missing = The server offers no encryption on this port.
class-starttls-missing-advice = No password was sent. Please use the port for SSL/TLS.
class-starttls-refused = The encryption was refused or disturbed.
class-starttls-refused-advice = No password was sent. In a foreign network this may be an attack: please test in another network.
class-tls-version = The server only knows outdated encryption (TLS 1.0 or 1.1).
class-tls-version-advice = Kontorpost does not use it because it is not safe. The operator must update the server.
class-cert-name = The certificate belongs to another server name.
class-cert-name-advice = Please check the server name that your provider states.
class-cert-untrusted = The certificate comes from an unknown authority: often a server in the house or a virus scanner.
class-cert-untrusted-advice = Accept it as an exception only if your administrator confirms the fingerprint.
class-cert-expired = The server's certificate has expired.
class-cert-expired-advice = The operator must renew it. Is the date of this computer right?
class-cert-not-yet-valid = The server's certificate is not valid yet.
class-cert-not-yet-valid-advice = Please check date and time of this computer.
class-login-rejected = Password or user name was rejected.
class-login-rejected-advice = Please check both; the user name is often the whole e-mail address.
class-app-password-needed = The provider wants a password of its own for mail programs.
class-app-password-needed-advice = Please create an app password at your provider and enter it here.
class-access-not-enabled = Access by mail programs is not switched on at the provider yet.
class-access-not-enabled-advice = Please switch on POP3/IMAP in the webmail settings.
class-oauth-required = The provider wants a sign-in in the browser.
class-oauth-required-advice = A password is no longer accepted here. Please choose OAuth2 under "Authentication" in the account and click "Sign in in the browser...".
class-admin-blocked = Signing in has been switched off by the administrator or the provider.
class-admin-blocked-advice = Please ask the administrator to allow it.
class-account-locked = The account is locked for a while.
class-account-locked-advice = Please wait some time and test again then, not several times in a row.
class-mechanism-missing = The server offers no suitable way to sign in.
class-mechanism-missing-advice = Usually it wants encryption first.
class-domain-login = Signing in as domain\user does not work at this server.
class-domain-login-advice = Please use the e-mail address as user name.
class-auth-needed = The server wants a sign-in for sending.
class-auth-needed-advice = Please switch on “Server requires authentication”.
class-mailbox-busy = Another program is fetching this mailbox, or it is too soon.
class-mailbox-busy-advice = Please wait a few minutes.
class-too-many-connections = Too many programs are connected to this mailbox at once.
class-too-many-connections-advice = Please close other mail programs or test later.
class-mailbox-unreadable = The inbox cannot be opened: it is missing or locked.
class-mailbox-unreadable-advice = Please ask the provider or administrator.
class-leave-impossible = The server cannot tell messages apart (no UIDL): leaving them risks duplicates.
class-leave-impossible-advice = Please use IMAP or have the messages removed on the server.
class-delete-impossible = Removing is not allowed in this mailbox.
class-delete-impossible-advice = Please choose to leave messages on the server.
class-quota-full = The mailbox is full.
class-quota-full-advice = Please make room on the server.
class-greeting-name = The server does not accept the name of this computer.
class-greeting-name-advice = Please ask whoever runs the server.
class-sender-refused = The sender address does not fit this account.
class-sender-refused-advice = Please check the account's e-mail address.
class-sender-unknown = The Exchange server does not know the sender address, or its address book is closed to this user.
class-sender-unknown-advice = Please check the account's e-mail address. Whether letters can be sent with it is shown by the test message to the own address.
class-weaker-sign-in = The server suddenly wants the password in the clear (Basic), though it offered the safe Windows sign-in (NTLM) before. The password was not sent.
class-weaker-sign-in-advice = This may be an attack: please ask whoever runs the server. If the sign-in was really changed, enter the password of the account anew and save it.
class-ews-switched-off = Microsoft has switched EWS off for Exchange Online (since 2026-10-01, for good on 2027-04-01).
class-ews-switched-off-advice = This mailbox lies in Microsoft's cloud. Please choose “Microsoft 365 / cloud”, or set the mailbox up as an IMAP account with sign-in in the browser.
class-test-mail-missing = The test message was accepted but is still on its way.
class-test-mail-missing-advice = It will probably arrive later; Kontorpost will not import it.
class-server-unavailable = The server asks to try again later.
class-server-unavailable-advice = Please test again later.
class-protocol-error = The server does not answer by the rules.
class-protocol-error-advice = Please pass the server's answer on to your administrator.
class-secret-missing = No password is stored.
class-secret-missing-advice = Please enter the password.
class-keychain-locked = The keychain is locked or missing.
class-keychain-locked-advice = Please unlock the keychain or enter the password for this session.
class-server-found = No server is entered yet; one was found.
class-server-found-advice = Please take over the proposal. Only then is it signed in to.
class-server-not-found = The Exchange server was not found.
class-server-not-found-advice = Please check the e-mail address, or ask whoever looks after the server for its name and enter it in the account (often mail.… or the address of Outlook on the web).
class-consent-needed = A server that claims to be responsible for the mailbox is asked only with your consent. No password was sent.
class-consent-needed-advice = Please agree only if the name belongs to the office or to whoever looks after it; otherwise enter the server name by hand.
class-bad-redirection = A redirection leads in a circle or away from encryption. It was not followed.
class-bad-redirection-advice = Please ask whoever looks after the server, or enter the server name by hand.
class-cancelled = Cancelled.

## Account test

test-side-incoming = Incoming
test-side-outgoing = Outgoing
test-status-ok = ok
test-status-warning = warning
test-status-failed = failed
test-status-not-checked = not checked
test-status-not-applicable = not provided for
step-sender = check sender
step-recipient = name recipient
step-data = hand message over
step-receive-option = check receive option
step-sent = file copy
step-quota = check room
step-test-mail = test message
step-discover-json = Search: question (JSON)
step-discover-xml = Search: document (XML)
step-discover-redirect = Search: redirection
step-discover-srv = Search: name service
step-discover-usual = Search: usual names
step-discover-take = Take over server
test-discover-found = Found: { $url }
test-discover-nothing = No answer: { $hosts }
test-discover-hosts = Your consent is wanted for: { $hosts } (command line: --confirm NAME).
test-consent = A&gree: { $host } …
proposal-ews = deployment “Exchange in the house”
proposal-graph = deployment “Microsoft 365 / cloud”
test-plain = { $words }
test-addresses = Addresses: { $list }
test-certificate = Certificate for { $names }, issued by { $issuer }, valid until { $until }, SHA-256 { $fingerprint }
test-certificate-names = The server calls itself: { $names }.
test-certificate-expired = It expired on { $until }.
test-certificate-not-yet = It is valid only from { $from }.
test-certificate-expires = The certificate expires on { $until }.
test-certificate-pinned = Accepted as an exception (SHA-256 { $fingerprint }).
test-messages = { $count } messages in the inbox
test-messages-at = { $count } messages in the inbox ({ $server })
test-quota-used = Mailbox { $percent } % full
test-quota-high = The mailbox is { $percent } % full. Please make room soon.
test-size-limit = Messages of up to { $megabytes } MB
test-trash = Removed messages go to the folder “{ $folder }”.
test-unencrypted = Without encryption: the password can be read on its way.
test-repair = Proposal: { $changes }
test-code = Code { $code }
test-raw = The server's answer: { $raw }
test-passed = Test passed: the account works.
test-failed = Test failed.
test-repair-applied = The proposal passed the test and is stored.
test-repair-failed = The test fails with the proposal as well. Nothing was changed.
test-repair-none = There is no proposal that could be applied.
test-repair-file = The proposal passed the test. Please enter it in the file.
test-restored = Account { $id } has the settings again that passed the test on { $when }.
test-restore-same = Account { $id } already has the last working settings.
test-restore-none = Account { $id } has no proven settings yet: it has never passed a whole test.
test-restore-line = { $field }: { $now } → { $then }
column-task = Task
column-server = Server
column-duration = Duration
column-finding = Finding
hint-enable-in-webmail = { $provider } wants access by mail programs to be switched on once in webmail: { $help }
hint-separate-password = { $provider } wants a separate e-mail password, not that of the web site: { $help }
hint-app-password = { $provider } wants an app password with two-factor sign-in: { $help }
hint-oauth = { $provider } only accepts a sign-in in the browser.
hint-pop3-interval = { $provider } allows POP3 fetching only every { $minutes } minutes.
report-heading = Account test for { $name } ({ $address })
report-program = Kontorpost { $version } on { $system }, { $when }
column-status = Status
report-written = Report written: { $file }
column-number = No.
column-account = Account
column-code = Code

## Window: handling

edit-undo = Undo
edit-redo = Redo
edit-cut = Cut
edit-copy = Copy
edit-paste = Paste
edit-select-all = Select all
password-show = Show the password while pressed

## Outbox

error-may-not-send = You may not send with account { $id }.
send-bar-inactive = The account is not active.
send-bar-no-server = No outgoing server is set for this account.
send-bar-not-current = This Benutzer does not work here any more.
letter-no-sender = Please name the account to send with (--from): there is neither an own account nor an office-wide one.
send-bar-not-yours = The account belongs to somebody else.
letter-faults = The letter cannot be sent like this:
letter-no-recipient = There is no recipient.
letter-too-many = { $count } recipients are too many. 1000 are allowed.
letter-name-missing = The name of the attachment is missing.
letter-type-invalid = “{ $given }” is no file type.
letter-id-invalid = “{ $given }” is no message identifier.
letter-date-invalid = There is no such date.
letter-too-large = The letter has { $size } MB; the outgoing server takes { $limit } MB at the most.
letter-too-large-advice = Nothing was sent. Please make the attachments smaller or divide them among several letters.
letter-indivisible = The letter has { $size } MB and cannot be divided, because it is signed or encrypted (or its text alone is as large). Microsoft 365 takes { $limit } MB at once at the most.
letter-indivisible-advice = Nothing was sent. Please make the attachments smaller or divide them among several letters, send them neither signed nor encrypted, or use an account with an outgoing server (SMTP) of its own.
letter-not-waiting = Letter { $id } is being sent or was sent already.
storage-no-letter = There is no letter { $id } in the outbox that this can be done with.
letter-field-from = Sender
letter-field-reply-to = Reply to
letter-field-to = To
letter-field-cc = Cc
letter-field-bcc = Bcc
letter-field-subject = Subject
letter-field-attachment = Attachment
letter-field-other = Message header
letter-state-entwurf = draft
letter-state-wartet = waiting
letter-state-wird-gesendet = being sent
letter-state-gesendet = sent
letter-state-unklar = unclear
letter-state-fehlgeschlagen = failed
letter-queued = Letter { $id } is in the outbox.
letter-told = Letter { $id } to { $to }: { $state }
letter-told-reason = Letter { $id } to { $to }: { $state } ({ $reason })
letter-unclear-advice = It is unclear whether the letter has arrived. It is not sent again by itself. Please ask the recipient; to send it again: “kontorpost outbox retry { $id }”.
letter-retried = Letter { $id } will be tried again with the next run.
letter-cancelled = Letter { $id } is taken back and stays as a draft.
outbox-done = Outbox: { $sent } sent, { $waiting } waiting, { $failed } failed, { $unclear } unclear
outbox-empty = The outbox is empty.
column-state = State
column-to = To
column-subject = Subject
column-queued = Queued
column-reason = Reason
help-send = Put a letter into the outbox
help-outbox = Outbox
help-outbox-list = Every letter in the outbox
help-outbox-show = One letter with its recipients
help-outbox-retry = Try again
help-outbox-cancel = Take back; it stays as a draft
help-outbox-run = Work the outbox off
help-arg-from = Account to send with (else your own, else the office-wide one)
help-arg-eml = Finished message (.eml)
help-arg-to = Recipient
help-arg-cc = Recipient of a copy
help-arg-bcc = Recipient of a blind copy
help-arg-subject = Subject
help-arg-text = File with the text (UTF-8)
help-arg-html = File with the text as HTML
help-arg-attach = Attachment
test-mail-subject = Test message from Kontorpost
test-mail-text = Kontorpost sent this message to its own address during an account test. It can be deleted.
help-arg-send-test-mail = Also send a test message to the own address, wait for it and remove it again
class-recipient-refused = The server does not accept a recipient.
class-recipient-refused-advice = Please check the address; it may not exist there.
class-letter-refused = The server does not accept the letter.
class-letter-refused-advice = The server’s answer says why, often suspected spam or a forbidden attachment.
class-letter-too-large = The letter is larger than the server allows.
class-letter-too-large-advice = Please make the attachments smaller or divide them among several letters.
letter-twice = This message is in the outbox already as letter { $id }. To send it again: “kontorpost outbox retry { $id }” as long as it is not sent; otherwise as a new message with a Message-ID of its own.
letter-reason-interrupted = The program was interrupted while the server was taking the letter.
letter-reason-no-answer = The connection broke before the server confirmed it.
letter-reason-account-removed = The account no longer exists.
receipt-subject = Read: { $subject }
receipt-text = Your message “{ $subject }” was displayed to its recipient. This does not mean that it was read or understood.
receipt-wished = { $to } asks for a read receipt. Only if you want to: “kontorpost mail receipt { $id }”.
receipt-not-wished = Message { $id } asks for no read receipt.
help-mail-receipt = Put the read receipt that is asked for into the outbox
help-arg-receipt = Ask for a read receipt
letter-undeliverable = undeliverable to { $to }
letter-reason-restored = A backup was put back; it may have been sent since then.
letter-reason-damaged = The stored letter is damaged.
recipient-state-offen = open
recipient-state-angenommen = accepted
recipient-state-abgelehnt = refused
recipient-state-unzustellbar = undeliverable
recipient-state-verzoegert = delayed
recipient-state-zugestellt = delivered
recipient-state-gelesen = read

# Window
window-title = Kontorpost
window-title-practice = Kontorpost – practice office
window-error = Error
window-accounts = E-mail accounts
window-account = E-mail account
window-konto-neu = New account
window-smtp-auth = SMTP authentication
window-account-test = E-mail account test
window-trust = Certificate
window-stammdaten = Master data
window-help = Help
crash-told = A fault has occurred in the program. Stored mail is not affected. Please end Kontorpost and start it again; if it happens again, give this file to your support: { $file }
window-info = About Kontorpost
window-mail = E-mail
window-e-brief = Letter (E-Brief)
window-settings = Settings
window-appearance = Appearance
button-cancel = &Cancel
button-close = C&lose
button-save = &Save
button-ok-close = &OK and close
button-cancel-close = &Cancel and close
button-help = &Help
tool-fetch = Fetch
tool-accounts = E-mail &accounts
tool-stammdaten = &Master data
tool-appearance = Appeara&nce
place-posteingang = Inbox
column-from = From
column-received = Received
column-size = Size
inbox-empty = No messages yet.
inbox-no-account = No e-mail account has been set up yet.
inbox-first-account = Set up the &first account …
mail-count = { $count ->
    [one] 1 message
   *[other] { $count } messages
}
mail-from-line = From: { $names }
mail-date-line = Date: { $at }
places-name = Places
mails-name = Messages
mail-to-line = To: { $names }
mail-cc-line = Cc: { $names }
mail-attachments-line = Attachments: { $names }
status-never = Not fetched yet
status-last = Last fetched { $at }, { $count } new
status-fetching = Fetching: { $account } …
status-progress = Fetching: { $account }, { $stored } of { $total }
status-held = Another program is fetching: { $login } ({ $host }) since { $since }
status-held-unknown = Another program on this computer is fetching.
status-account-wrong = { $account }: { $reason }
status-account-wrong-since = { $account }: { $reason } – last success { $since }
status-account-paused = Sign-in rejected, account paused
status-account-failing = Fetching failed
status-receiver-failed = Fetching is disturbed: { $reason }
window-no-display = No window can be opened here.
window-no-display-advice = On a computer without a display the command line helps: kontorpost --help
mail-text-cut = The text is very long and cut here; the message is stored whole.
reader-nothing = No message selected.

# Schreibtisch: Orte, Listen, Handlungen
people-forward = Pass on to users
people-forward-purpose = { $count ->
    [one] Puts the message into other Postkörbe with an instruction.
   *[other] Puts { $count } messages into other Postkörbe with an instruction.
}
people-forward-button = &Pass on
people-postkorb = Choose Postkorb
people-postkorb-purpose = { $count ->
    [one] Puts the message into the Postkorb of a user or the Zentraler Postkorb.
   *[other] Puts { $count } messages into the Postkorb of a user or the Zentraler Postkorb.
}
people-postkorb-button = &Choose
people-sender = Assign sender
people-sender-purpose = Who works on mail from { $from }?
people-sender-button = A&ssign
people-filter = &Find user:
people-note = &Instruction:
people-nobody = There is no current user with access yet. Users are entered in the master data.
people-choose = Please choose at least one user.
people-standing = Do so &from now on (Von → An)
people-standing-why = Everything else of this sender that waits goes along.
people-standing-not = Von → An is for addresses that stand with a user in the master data. This message alone is assigned.
akte-pick-label = Akte &number or short name:
akte-pick-missing = Please enter the number of an Akte or words of its short name.
akte-pick-unknown = No Akte was found for “{ $typed }”. A right number is 8/20, say.
akte-pick-several = That fits several Akten. Please choose one of them.
akte-pick-none = No Akte found.
akte-pick-none-yet = The Akten used last stand here.
akte-pick-empty-is = Empty: back into the Benutzerakte.
window-wiedervorlage = Wiedervorlage
wiedervorlage-purpose = { $count ->
    [one] On which day shall the message come up again?
   *[other] On which day shall { $count } messages come up again?
}
wiedervorlage-tomorrow = &Tomorrow
wiedervorlage-week = &1 week
wiedervorlage-two-weeks = &2 weeks
wiedervorlage-month = 1 &month
wiedervorlage-day = &Day:
wiedervorlage-placeholder = 31.12.2026
wiedervorlage-fault = Please give a day from today on as DD.MM.YYYY, such as 31.01.2027.
wiedervorlage-on = Comes up again on { $weekday }, { $day }
wiedervorlage-end = &No Wiedervorlage
day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
window-why = Why does this lie here?
history-purpose = How the message came here, and what was done with it
history-program = Kontorpost
history-undone = undone
history-undo-button = &Undo the last step
history-placed = Placed when it was fetched
history-assign = Assigned: { $detail }
history-move = Put into the Akte { $akte }
history-move-none = Put into the Benutzerakte
history-forward = Passed on to { $names }
history-forwarded = Passed on by another user
history-take = Taken over
history-complete = Completed
history-reopen = Opened again
history-wiedervorlage = Wiedervorlage set to { $day }
history-wiedervorlage-none = Wiedervorlage ended
history-delete = Put into the Papierkorb
history-restore = Brought back out of the Papierkorb
history-destroy = Deleted for good
history-undo = Step undone
window-work-report = Not everything worked
work-report-purpose = { $done } done, { $failed } not. These rows have stayed as they were.
work-report-copy = &Copy list
group-posteingang = Office
group-mine = My desk
group-shared = Shared
group-others = Postkörbe of others
group-akten = Akten
group-sending = Sending
group-keeping = Archive
group-accounts = All messages
place-mein-postkorb = My Postkorb
place-tagesansicht = Tagesansicht
place-klientenunabhaengig = Klientenunabhängig
place-offen = Open
place-e-akte = E-Akte
place-postausgang = Postausgang
place-entwuerfe = Drafts
place-journal = Journal
place-papierkorb = Papierkorb
place-quarantaene = Quarantine
place-abrufbuch = Abrufbuch
place-alle = All accounts
place-suche = Search
verb-open = &Open
verb-answer = &Reply
verb-answer-all = Reply to a&ll
verb-pass-on = &Forward
verb-forward = To &user
verb-file = To A&kte
verb-postkorb = &Postkorb
verb-take = &Take over
verb-synchronise = S&ynchronise
verb-complete = &Done
verb-reopen = Open again
verb-wiedervorlage = &Wiedervorlage
verb-delete = Delet&e
verb-restore = Resto&re
verb-destroy = Delete for &good
verb-seen = &Seen
verb-read = Mark as read
verb-unread = Mark as unread
verb-why = Wh&y is it here?
verb-assign = Assi&gn
verb-process = Proce&ss
verb-undo = U&ndo
key-control = Ctrl+{ $key }
key-control-shift = Ctrl+Shift+{ $key }
key-delete = Del
key-shift-delete = Shift+Del
done-file = { $count ->
    [one] 1 message filed in { $akte }
   *[other] { $count } messages filed in { $akte }
}
done-postkorb = { $count ->
    [one] 1 message put into Postkorb { $to }
   *[other] { $count } messages put into Postkorb { $to }
}
done-zentral = { $count ->
    [one] 1 message put into the Zentraler Postkorb
   *[other] { $count } messages put into the Zentraler Postkorb
}
done-letter-queued = Letter no. { $id } is in the Postausgang.
done-assign = { $count ->
    [one] 1 message assigned
   *[other] { $count } messages assigned
}
done-move-none = { $count ->
    [one] 1 message put into the Benutzerakte
   *[other] { $count } messages put into the Benutzerakte
}
done-forward = { $count ->
    [one] 1 message passed on to user { $names }
   *[other] { $count } messages passed on to user { $names }
}
done-take = { $count ->
    [one] 1 message taken over
   *[other] { $count } messages taken over
}
done-complete = { $count ->
    [one] 1 message done
   *[other] { $count } messages done
}
done-reopen = { $count ->
    [one] 1 message opened again
   *[other] { $count } messages opened again
}
done-wiedervorlage = { $count ->
    [one] 1 message comes up again on { $day }
   *[other] { $count } messages come up again on { $day }
}
done-wiedervorlage-none = { $count ->
    [one] Wiedervorlage ended
   *[other] { $count } Wiedervorlagen ended
}
done-delete = { $count ->
    [one] 1 message put into the Papierkorb
   *[other] { $count } messages put into the Papierkorb
}
done-restore = { $count ->
    [one] 1 message restored
   *[other] { $count } messages restored
}
done-destroy = { $count ->
    [one] 1 message deleted for good
   *[other] { $count } messages deleted for good
}
done-seen = { $count ->
    [one] 1 message marked as seen
   *[other] { $count } messages marked as seen
}
done-undo = { $count ->
    [one] Undone
   *[other] Undone for { $count } messages
}
done-process = { $count ->
    [one] 1 message processed
   *[other] { $count } messages processed
}
desk-nothing-given = Vorgang { $id }: please give an Akte number or a Postkorb first.
why-verb-process = processed out of the Posteingang
history-process = Processed
history-process-akte = Processed: put into the Akte { $akte }
column-check = Yes
column-date = Date
column-kind = Kind
column-sender = Sender
column-kurzbezeichnung = Short name of Akte
column-postkorb = Postkorb
column-bemerkung = Remark
column-attachments = Attached
column-eingangsfach = Eingangsfach
place-of-postkorb = Postkorb { $name }
place-of-tagesansicht = Tagesansicht { $name }
status-read = read
status-done = done
kind-mail = E-mail
kind-fax = Fax
kind-scan = Scan
nav-all-trays = All trays
akte-pick-file = To Akte
akte-pick-file-purpose = { $count ->
    [one] Which Akte does the message belong to?
   *[other] Which Akte do the { $count } messages belong to?
}
ask-delete-title = Delete
ask-delete = { $count ->
    [one] Shall the message be put into the Papierkorb? The E-Akte keeps its document.
   *[other] Shall { $count } messages be put into the Papierkorb? The E-Akte keeps its documents.
}
ask-delete-yes = &Delete
ask-delete-never = Delete, do not a&sk again
ask-destroy-title = Delete for good
ask-destroy = { $count ->
    [one] Shall the message be deleted for good? That cannot be undone. What lies in an E-Akte stays there.
   *[other] Shall { $count } messages be deleted for good? That cannot be undone. What lies in an E-Akte stays there.
}
ask-destroy-yes = &Delete for good
benutzer-not-found = “{ $typed }” is no user with access, or several are called so. Please enter the number of the user.
process-title = Process
process-nothing = No row is marked. A row marks itself as soon as it has an Akte number or a Postkorb.
done-sender-standing = { $count ->
    [one] Sender assigned (Von → An), 1 message given out
   *[other] Sender assigned (Von → An), { $count } messages given out
}
done-synchronise = { $count ->
    [one] 1 message taken over
   *[other] { $count } messages taken over
}
done-stopped = Stopped: { $what }
tool-new = New E-&Brief
tool-settings = Sett&ings
tool-view = &View
search-placeholder = Search (Ctrl+F)
search-nothing = Nothing found.
search-place = Place
search-everywhere = Everywhere
search-akte = Akte
search-person = Person
search-from = From day
search-to = To day
search-attachments = attachments
search-unread = unread
search-letters = { $count ->
    [one] A sent letter fits as well.
   *[other] { $count } sent letters fit as well.
}
search-letters-show = Show in the &journal
view-below = Preview below
view-right = Preview on the right
view-off = No preview
view-ask-delete = Ask before deleting
mail-count-more = More than { $count } messages
chosen-count = { $count } chosen
work-progress = { $done } of { $all } …
work-stop = Stop
column-details = Details
column-attempts = Tries
column-last-try = Last try
file-kind-mail = E-mail files
kept-back-retry = &Retry
kept-back-save = Save raw &data …
kept-back-discard-tool = Dis&card
kept-back-discard-title = Discard
kept-back-discard = { $count ->
    [one] Shall the message be discarded? It stays on the server and is not fetched again.
   *[other] Shall { $count } messages be discarded? They stay on the server and are not fetched again.
}
kept-back-discard-yes = &Discard
kept-back-empty = Nothing in quarantine: every message has arrived.
kept-back-why = Here lies what could not be fetched or stored. All other messages are not concerned.
kept-back-since = In quarantine since { $at }
kept-back-refused = The server does not hand it out
kept-back-too-large = Larger than allowed
kept-back-not-stored = Could not be stored
column-started = Begin
column-on-server = On server
column-new = New
column-stored = Stored
column-skipped = Skipped
column-removed = Removed
column-result = Result
run-under-way = under way
run-interrupted = interrupted
run-failed = Failed: { $error }
run-balances = Adds up
run-does-not-balance = Does not add up
run-acknowledge = Ac&knowledge
run-red-only = Only re&d ones
run-none = No runs.
run-why = Each run is a line. Red lines stay until somebody acknowledges them.
run-sums = On the server { $server }: known { $known }, new { $new } – of these stored { $stored }, quarantine { $quarantined }, skipped { $skipped }.
quellen-head = { $count ->
    [one] Sources (1 account)
   *[other] Sources ({ $count } accounts)
}
quellen-forward = Forwarding:
quellen-no-forwarding = no automatic forwarding
quellen-none = No account is set to “Posteingang”.
e-akte-choose = Open an E-Akte
e-akte-choose-purpose = Which Akte shall be shown?
e-akte-choose-tool = &Choose Akte …
e-akte-write = E-Brie&f to the Akte
e-akte-none = Please choose an Akte.
column-filed = Filed
column-document = Document
column-snippet = Place found
e-akte-search = Search in the Akte
e-akte-documents = { $count ->
    [one] 1 document
   *[other] { $count } documents
}
e-akte-all = All documents
e-akte-root = No folder
e-akte-new-tool = New fol&der …
e-akte-new-folder = New folder
e-akte-folder-name = &Name of the folder:
e-akte-rename = Rename folder
e-akte-rename-tool = &Rename …
e-akte-remove-tool = R&emove folder
e-akte-remove-title = Remove folder
e-akte-remove = Shall the folder be removed? Its documents stay in the Akte; they lie one level higher then.
e-akte-remove-yes = &Remove
e-akte-undo-tool = Ste&p back
desk-empty-but-altbestand = { $count ->
    [one] Nothing new lies here. Older mail lies under “Altbestand” (1 message).
   *[other] Nothing new lies here. Older mail lies under “Altbestand” ({ $count } messages).
}
# Schreibtisch: Ende

# Window: e-mail account and SMTP authentication
fault-day-invalid = “{ $given }” is no date. Please write it as DD.MM.YYYY, for example 31.01.2026.
account-purpose = Set up and change an e-mail account
account-label-name = Displayed &name:
account-label-address = &E-mail address:
account-label-protocol = Server type:
account-label-chooser = Choose ser&ver (optional):
account-label-in-host = Incoming &server ({ $protocol }):
account-label-port = Po&rt:
account-label-user = &User name:
account-label-password = Pass&word:
account-label-receive = Receiving options:
account-label-days = Da&ys until removal:
account-label-first = First fetch:
account-label-count = Messages on the server:
account-label-out-host = Outgoing server (S&MTP):
account-label-out-port = Port:
account-label-tls = TLS:
account-label-folders = Folders:
account-label-interval = Fetch every … minutes:
account-label-pins = Certificate exceptions:
account-section-in = Receiving ({ $protocol })
account-section-out = Sending (SMTP)
account-section-more = More settings
account-protocol-pop3 = &POP3
account-protocol-imap = &IMAP
account-protocol-exchange = MS E&xchange server (from V. 2007 SP1)
account-label-deployment = Deployment:
account-deployment-ews = Exchange in the house (EWS)
account-deployment-graph = Microsoft 365 / cloud (Graph)
account-deployment-cloud = Mail is fetched and sent by Microsoft Graph; the server is fixed.
account-label-mailbox = Shared mailbox:
account-mailbox-hint = empty: the own mailbox. Otherwise the address of a mailbox that this user may open.
account-label-exchange-user = &User sign-in:
account-sign-in-hint = such as FIRM\smith or smith@firm.com
account-exchange-host-hint = Server name such as mail.firm.com, or the whole address (https://…/EWS/Exchange.asmx); if left empty, the account test looks for the server
account-exchange-out = Letters leave by the Exchange server, which keeps the copy among the sent items itself.
account-remove-for-good = delete for good instead of moving to “Deleted Items”
account-receive-leave-exchange = Nothing changes on the server; “unread” stays as well.
account-receive-remove-exchange = Only when a message is safely stored does it go to “Deleted Items” on the server.
account-receive-destroy-exchange = Only when a message is safely stored is it deleted on the server for good.
account-field-deployment = Deployment
account-field-mailbox = Shared mailbox
account-field-for-good = Delete for good
account-label-authentication = Authentication
account-auth-standard = Standard (user name and password)
account-auth-oauth2 = OAuth2
account-auth-not-yet = Both can be chosen once MS Exchange is supported.
account-no-pop3 = { $name } offers no POP3. Please use IMAP.
account-offer = The address belongs to { $name }.
account-button-offer = Take over its settings
account-button-search = &Find settings
account-chooser-none = No known provider fits. “Find settings” finds others, too.
account-chooser-more = … { $count } more; press the arrow key or go on typing
account-chooser-individual = With { $name } every customer has a server name of their own. You find it in the provider’s customer area; please enter it below.
account-chooser-help = The provider’s help: { $page }
account-search-running = Looking for settings … No password is sent.
account-search-running-agreed = Looking for settings … Only servers you agreed to hear the password.
account-search-asks = No server was found yet.
account-search-done = Servers found. Only what you take over is filled in.
account-search-nothing = No server was found. Please check the address or ask your provider.
account-search-hide = Hide
account-search-offer = The server “{ $host }” claims to be responsible for { $domain } and answers only after a sign-in.
account-search-offer-foreign = The server “{ $host }” of another domain claims to be responsible for { $domain }. It has not been asked yet.
account-search-offer-password = Please enter user name and password below first.
account-search-confirm = Sign in there...
account-search-confirm-title = Send sign-in data
account-search-confirm-question = The server “{ $host }” claims to be responsible for { $domain }. Send the sign-in data there?
account-search-confirm-yes = &Send
account-told-deployment = The deployment was preselected by the address:
account-search-ispdb = Search Thunderbird’s database, too (it learns the domain, not the address)
account-found-line = { $protocol }: { $host }, port { $port }, { $security }
account-found-user = User name { $user }
account-found-sources = Source: { $sources }
account-found-absent = { $protocol }: expressly not offered by this domain ({ $sources })
account-found-take = Take over
account-found-title = Take over server
account-found-question = Shall { $host } be filled in? User name and password will be sent there later.
account-password-stored = A password is stored. Leave empty to keep it.
account-domain-login = Mail servers rarely take DOMAIN\user. Please use the e-mail address or the name without the domain.
account-receive-leave = &Leave messages in the inbox on the server (other devices can fetch them, too).
account-receive-remove = &Delete messages on the server or move them to the trash, depending on the server’s settings.
account-receive-leave-imap = Nothing changes on the server; unread messages stay unread.
account-receive-leave-pop3 = Nothing changes on the server. Each message is fetched only once all the same.
account-receive-remove-imap = Only when a message is stored safely is it moved to the trash on the server; where there is no trash, it is deleted.
account-receive-remove-pop3 = Only when a message is stored safely is it deleted on the server. POP3 knows no trash.
account-days-hint = empty: at once after storing
account-in-encrypted = Server re&quires an encrypted connection (SSL)
account-out-encrypted = Use &an encrypted connection
account-security-tls = SSL/TLS
account-security-starttls = STARTTLS
account-plain-warning = Without encryption anyone on the way can read password and mail.
account-plain-title = Without encryption
account-plain-question = Without encryption anyone on the way can read the password and the mail. For clients’ mail that is thinkable only if the server stands in your own house. Really connect without encryption?
account-plain-yes = Connect &unencrypted
account-plain-save = &Save unencrypted
account-odd-starttls = This port usually means STARTTLS, not SSL/TLS.
account-odd-tls = This port usually means SSL/TLS, not STARTTLS.
account-first-all = all messages
account-first-since = from a date on
account-first-new = only new ones
account-first-format = DD.MM.YYYY
account-count-unknown = not counted yet
account-count-running = counting …
account-count-known = { $count ->
    [0] no message
    [one] one message
   *[other] { $count } messages
}
account-button-count = Count
account-out-auth = Outgoing: server requires aut&hentication
account-button-smtp-auth = Settin&gs...
account-auth-same = Signs in as at the incoming server ({ $protocol })
account-auth-own = Signs in with its own user name: { $user }
account-auth-browser = Signs in in the browser for itself, as { $user }
account-auth-browser-open = Signs in in the browser for itself, as { $user }: not signed in yet
account-auth-own-same = Signs in with its own user name: { $user }, password as for receiving
account-auth-none = Without signing in, most servers take no mail for sending.
account-folders-hint = Separate several folders by commas. INBOX is the inbox.
account-interval-hint = 1 to 1440, empty: 5
account-pin = { $host }, port { $port }
account-pin-none = none
account-button-revoke = Take back
account-button-proven = Last working settings
account-proven-none = This account has not passed a whole account test yet.
account-button-test = &Test account settings
account-button-undo = Undo
account-button-seen = All right
account-state-saving = Please wait …
account-state-faults = { $count ->
    [one] One field is still to be corrected. Nothing was saved.
   *[other] { $count } fields are still to be corrected. Nothing was saved.
}
account-state-passed = These settings have passed the account test.
account-state-untested = These settings have not been tested yet. You can save them all the same.
account-told-preset = The settings of { $name } were filled in:
account-told-found = The server that was found is filled in:
account-told-repair = { $count ->
    [one] The account test corrected one field:
   *[other] The account test corrected { $count } fields:
}
account-told-proven = The settings with which the account test was passed on { $when } are filled in again. “OK” saves them.
account-told-proven-same = These are the settings with which the last account test was passed.
account-change = { $field }: { $before } → { $now }
account-value-empty = (empty)
account-value-leave = leave
account-value-remove = delete or move to the trash
account-value-auth-same = as for receiving
account-value-auth-own = own sign-in
account-value-auth-none = none
account-value-first-all = all messages
account-value-first-new = only new ones
account-field-name = Displayed name
account-field-address = E-mail address
account-field-protocol = Server type
account-field-in-host = Incoming server
account-field-in-port = Port (receiving)
account-field-user = User name
account-field-in-security = Encryption (receiving)
account-field-after-fetch = Receiving options
account-field-days = Days until removal
account-field-first = First fetch
account-field-out-host = Outgoing server
account-field-out-port = Port (sending)
account-field-out-user = User name (sending)
account-field-out-security = Encryption (sending)
account-field-auth = Authentication (sending)
account-field-folders = Folders
account-field-interval = Fetch every … minutes
account-leave-title = Not saved
account-leave-question = The changes to this account are not saved. Close without saving?
account-leave-yes = Close &without saving
account-removal-title = Delete on the server
account-removal-stored = { $count ->
    [0] None of this account’s stored messages would be removed on the server today.
    [one] One stored message of this account would be removed on the server today.
   *[other] { $count } stored messages of this account would be removed on the server today.
}
account-removal-new = { $count ->
    [0] There is no message on the server at present.
    [one] There is one message on the server at present. It is concerned as soon as it is fetched.
   *[other] There are { $count } messages on the server at present. All are concerned as soon as they are fetched.
}
account-removal-unknown = How many messages on the server are concerned could not be counted. { $reason }
account-removal-rule-now = A message is removed as soon as it is stored safely. Other devices do not see it any more then.
account-removal-rule-days = { $days ->
    [one] A message is removed one day after it was stored. Other devices do not see it any more then.
   *[other] A message is removed { $days } days after it was stored. Other devices do not see it any more then.
}
account-removal-safe = In Kontorpost every message is kept.
account-removal-yes = &Delete from now on
account-sharing-title = New password
account-sharing-question = The same sign-in is used here, too. Shall the new password be taken over everywhere?
account-sharing-own = Sending of this account
account-sharing-incoming = Account “{ $name }”, receiving
account-sharing-outgoing = Account “{ $name }”, sending
account-sharing-yes = &Take over everywhere
account-sharing-no = &Only here
account-keep-until-quit = Remember only until the program &ends
account-revived-told = This account existed before; it is taken up again. { $mails ->
    [one] One stored message belongs
   *[other] { $mails } stored messages belong
} to it again; none is fetched twice.
smtp-auth-heading = Sending
smtp-auth-purpose = Authentication at the outgoing server (SMTP)
smtp-auth-same = Use the same &settings as the incoming server ({ $protocol })
smtp-auth-own = Sign in &with:
smtp-auth-oauth2 = Sign in in the &browser (OAuth2) as:
smtp-auth-sign-in = Sign in in the b&rowser...
smtp-auth-renew = Renew in the b&rowser...
smtp-auth-user = &User name:
smtp-auth-password = &Password:
smtp-auth-hint = Leave empty for the stored password, or else the one for receiving.
# Accounts table, new account, master data
button-ok = &OK
konto-neu-purpose = Please read before you set up an e-mail account
konto-neu-notice-server = When fetching, Kontorpost can delete messages on the mail server or move them to its trash.
konto-neu-notice-others = Before you begin, please find out whether the mailbox is also used with other programs or devices; if so, choose “Leave messages on the server in the inbox”.
konto-neu-notice-ready = Have the access data of your provider at hand.
konto-neu-read = &I have read the notice.
accounts-purpose = Every e-mail account of the office and which Posteingang or Postkorb it belongs to
accounts-new = &New account
accounts-edit = &Edit account
accounts-delete = &Delete account
accounts-test-all = &Test all accounts
accounts-import = &Import…
accounts-export = E&xport…
accounts-column-active = Active
accounts-column-kanzlei = Office e-mail account
accounts-column-account = E-mail account
accounts-column-mode = Receive / send
accounts-column-owner = Benutzer / Postkorb
accounts-column-pool = Datenpool
accounts-column-app = Postkorb copy to RA APP
accounts-none = No e-mail account has been set up yet.
accounts-none-advice = Set up the first one with “New account”, or take over a roll-out file of your administrator with “Import…”.
accounts-reading = Reading the accounts …
accounts-saving = Saving …
accounts-count = { $count ->
    [0] No accounts
    [one] 1 account, { $active } active
   *[other] { $count } accounts, { $active } active
}
accounts-unsaved = There are unsaved changes.
accounts-owner-zentral = Central Postkorb
accounts-owner-left = { $name } (not current)
accounts-pool-main = Main Datenpool
accounts-app-none = no copy
accounts-app-no-device = no device
accounts-state-never = never fetched yet
accounts-state-success = last success { $at }
accounts-state-failed = Last fetch failed, last success { $at }
accounts-state-failed-never = Failed, never fetched yet
accounts-state-paused = paused since { $at }: sign-in rejected
accounts-state-sends = is not fetched
accounts-fault-owner = Please choose a Benutzer under “Benutzer / Postkorb”: “{ $mode }” needs one.
accounts-fault-incoming = “{ $mode }” needs an incoming server. Please enter it with “Edit account”.
accounts-fault-outgoing = “{ $mode }” needs an outgoing server. Please enter it with “Edit account”.
accounts-warn-twice = Attention: “{ $name }” fetches the same address. Messages would arrive twice.
accounts-warn-left = Attention: { $name } is no current Benutzer any more. Please choose another or switch the account off.
accounts-warn-app = Attention: “{ $device }” is no confirmed device of this Benutzer.
accounts-refused-title = Cannot be saved
accounts-refused = Please correct the accounts marked red first. Nothing was saved.
accounts-refused-line = { $name }: { $reason }
accounts-kanzlei-title = Office e-mail account
accounts-kanzlei-move = The office e-mail account is “{ $from }” so far. Shall it be “{ $to }” from now on?
accounts-kanzlei-move-note = There can be only one office e-mail account. The change takes effect with “Save”.
accounts-kanzlei-move-yes = C&hange
accounts-kanzlei-not-posteingang = “{ $name }” is set to “{ $mode }”. Only an account that is set to “Posteingang” can be the office e-mail account.
accounts-delete-title = Delete account
accounts-delete-question = Shall the account “{ $name }” ({ $address }) be deleted?
accounts-delete-mails = { $count ->
    [0] No messages are stored for this account.
    [one] 1 stored message stays.
   *[other] { $count } stored messages stay.
}
accounts-delete-letters = { $count ->
    [one] 1 letter in the outbox can then no longer be sent.
   *[other] { $count } letters in the outbox can then no longer be sent.
}
accounts-delete-kanzlei = It is the office e-mail account. Please choose another one afterwards.
accounts-delete-secret = The password is deleted. Nothing changes on the mail server.
accounts-delete-yes = &Delete
accounts-leave-title = Unsaved changes
accounts-leave = You have changes that are not saved. Shall they be saved?
accounts-leave-no = Do &not save
accounts-file-import-title = Import a roll-out file
accounts-file-export-title = Export a roll-out file
accounts-no-file-dialog = The file dialog of the system cannot be opened.
accounts-no-file-dialog-advice = On Linux “xdg-desktop-portal” or “zenity” provides it; please ask your administrator for it. Without it “kontorpost account add” and “kontorpost account export” do the same on the command line.
accounts-file-kind = Roll-out file (TOML)
accounts-import-wrong = The file “{ $file }” cannot be taken over. { $count ->
    [one] It has one fault:
   *[other] It has { $count } faults:
}
accounts-exported-title = Exported
accounts-exported = The settings of “{ $name }” are in { $file }.
accounts-exported-note = The file holds no password.
stammdaten-purpose = Benutzer, Akten, clients and what else accounts and mail refer to
stammdaten-tab-benutzer = &Benutzer
stammdaten-tab-pools = Datenp&ools
stammdaten-tab-geraete = A&pp devices
stammdaten-new = &New
stammdaten-delete = &Delete
stammdaten-number = N&umber:
stammdaten-name = Na&me:
stammdaten-address = &E-mail:
stammdaten-login = Login name (&Windows or Linux):
stammdaten-current = Cu&rrent (works here now)
stammdaten-verwalter = &Verwalter (may change accounts and master data)
stammdaten-geraet-benutzer = Ben&utzer:
stammdaten-geraet-confirmed = Con&firmed (may receive copies)
stammdaten-nothing-benutzer = No Benutzer yet. The first one becomes Verwalter; please enter your own login name.
stammdaten-nothing-pools = No further Datenpool yet. Without one the main Datenpool is used.
stammdaten-nothing-geraete = No app device yet.
stammdaten-new-benutzer = New Benutzer
stammdaten-new-pool = New Datenpool
stammdaten-new-geraet = New app device
stammdaten-needs-benutzer = Please add a Benutzer first: every device belongs to somebody.
stammdaten-benutzer-missing = Please choose a Benutzer.
stammdaten-saved = Saved.
stammdaten-delete-title = Delete entry
stammdaten-delete-question = Shall “{ $name }” be deleted?
read-only-why = For viewing only: { $reason }
# Account test in the window
proposal-host = server { $host }
proposal-port = port { $port }
proposal-tls = SSL/TLS
proposal-starttls = STARTTLS
proposal-unprotected = no encryption
proposal-user = user name “{ $user }”
proposal-address = e-mail address “{ $address }”
proposal-list = { $first }, { $then }
proposal-and = { $first } and { $last }
proposal-use = Use { $what }
proposal-leave = Leave messages on the server
proposal-sign-in = Sign in for sending as at the incoming server
proposal-try = { $what } and test a&gain
certificate-names = Certificate for: { $names }
certificate-issuer = Issued by: { $issuer }
certificate-validity = Valid: { $from } to { $until }
certificate-fingerprint = Fingerprint (SHA-256): { $fingerprint }
test-for = Account test for:
test-servers = Incoming: { $incoming } · Outgoing: { $outgoing }
test-no-server = none
test-start = Start &test
test-stop = Stop &test
test-send-mail = Send test &message
test-send-mail-hint = to the account's own address; it is awaited and then removed again
test-status-waiting = waiting
test-status-running = running
test-progress = Test is running: { $done } of { $total }
test-all-passed = All checks passed.
test-passed-with-warnings = { $count ->
    [one] Passed, with one remark.
   *[other] Passed, with { $count } remarks.
}
test-not-passed = { $count ->
    [one] One check failed.
   *[other] { $count } checks failed.
}
test-was-cancelled = The test was stopped.
test-no-test = Not tested yet.
test-error = &Error:
test-details = &Details:
test-no-fault = There is no error. Choose a row to see what was found.
test-heading = { $server }: { $task } – { $status }
test-heading-code = { $server }: { $task } – { $status } ({ $code })
test-took = { $time } ms
test-copy = C&opy
test-copied = Copied.
test-save = &Save report …
test-trust = Tr&ust …
test-changed = Changed for this test: { $what }.
test-changed-form = When you close, the changes stand in the account, where they can be undone.
test-keep-title = Keep changes
test-keep-question = The test passed with changed settings. Save them in the account?
test-keep = &Save
test-keep-not = &Do not save
test-report-file = Account test { $name }
test-report-text = Text
test-report-html = Web page (HTML)
test-report-csv = Table (CSV)
file-saved-title = Saved
file-saved = The file is saved.
test-all-title = Test all accounts
test-all-for = Account test for all accounts
test-all-start = &Test all
test-all-one = Test s&ingle account …
test-all-csv = Sa&ve as CSV …
test-all-progress = Test is running: { $done } of { $total } accounts
test-all-good = All accounts passed the test.
test-all-bad = { $count ->
    [one] One account did not pass the test.
   *[other] { $count } accounts did not pass the test.
}
test-all-file = Test of all accounts
test-all-none = There are no accounts.
column-incoming = Receiving
column-outgoing = Sending
window-file-name = Save as
file-name-why = The system's file window cannot be opened here. Please state where to save.
file-name-label = &File:
file-name-fault = Please give folder and file name in full.
test-all-count = { $count ->
    [one] One account
   *[other] { $count } accounts
}

# Certificate, help, about, appearance
trust-title = Certificate: { $server }
trust-purpose = Should Kontorpost trust this server nevertheless?
trust-facts = What the c&ertificate says about itself:
trust-warning = A certificate is the server's identity card. If it is forged, a stranger can read your password and your mail. Trust it only if the fingerprint is, character by character, the one that your administrator or provider gave you in another way, for instance by telephone. The exception is for this server and this port only.
trust-compared = I have compared the &fingerprint with the administrator or provider.
trust-accept = &Trust this certificate
help-purpose = In short
help-keys = Ctrl+C copies the selected text, Esc closes.
info-purpose = E-mail for law firms
info-version = Version { $version } ({ $system })
info-licence = Licence: { $licence }
info-directory = Data directory: { $path }
info-licences = Licences of everything inside:
info-crates = Program libraries (name, version, licence, origin). Depending on the operating system only some of them are inside.
info-font = Font: Noto Sans
info-icons = Icons: Fluent UI System Icons
appearance-purpose = Everything changes at once. “Cancel” brings back what was before.
appearance-language = &Language:
appearance-looks = Loo&ks:
appearance-scale = &Size:
appearance-dialogs = &Dialogs:
appearance-german = Deutsch
appearance-english = English
appearance-light = Light
appearance-dark = Dark
appearance-contrast = High contrast
appearance-windows = own windows
appearance-layers = in the main window
appearance-hint = The kind of dialogs counts from the next dialog on. Within a choice, move with the arrow keys.
help-text-window =
    On the left you choose which mail you see: everything, or a single e-mail account. At the top right is the list of messages, below it the selected message.

    “Fetch” (F5) fetches new mail at once. Kontorpost also fetches by itself while the window is open. Each message is stored exactly once.

    “E-mail accounts” shows all accounts and how they are used. “Master data” holds users, data pools and devices. “Appearance” changes language, colours and size.

    The line at the very bottom says when mail was last fetched, or what does not work and since when. If it shows a fault, open “E-mail accounts” and test the account it names. When support asks, “Help” > “Diagnosis...” puts together what it needs; you see everything before you save it.

    Everything works without a mouse: Tab moves on, Alt and the underlined letter presses a button, the arrow keys choose in lists. Reading changes nothing on the mail server.
help-text-accounts =
    The table shows all e-mail accounts of the office. Only an account ticked “Active” is fetched and offered as sender.

    The office account mark belongs to the one account that everyone may send with. It must be set to “Posteingang”.

    Receiving / sending: with “Posteingang” the mail comes into the common inbox. With “Postkorb” it comes to a certain user. With “Nur Senden” nothing is fetched. For “Postkorb” and “Nur Senden” choose the user beside it.

    Grey fields do not apply to this setting. If a row is marked red, something is missing; “Save” says what.

    Below the address it says when mail was last fetched, or what does not work. A paused account was refused by the server. Kontorpost tries again only when you change something or the test passes; that way the mailbox does not get locked.

    “New account” sets up an account, “Edit account” or a double click opens it. “Delete account” asks first and never deletes stored messages. “Test all accounts” checks every account without changing anything. Import takes over a file from your administrator, export writes the settings of an account without its password.

    “Save” stores and stays, “OK and close” stores and closes. “Cancel and close” drops what is not stored, and asks first.
help-text-konto-neu =
    Before you set up an account, please read the notice. Then tick that you have read it. Only then does “OK” take the place of “Cancel”.

    One question matters: is the mailbox also used by other programs or devices, such as a mobile phone? Then choose in the next window that messages stay on the server. That way nothing gets lost.

    Have the e-mail address, user name and password from your provider at hand. Some providers want a password of its own for mail programs.
help-text-account =
    The recipients of your letters see the displayed name and the e-mail address.

    Server type: IMAP is right if the mailbox is used elsewhere too. POP3 fetches the inbox only. If you are not sure, leave IMAP.

    Choosing a server fills in all fields for known providers. Searching for settings asks the provider; your password is not sent, and what you typed stays.

    The encrypted connection protects password and mail on their way. Do not switch it off unless the provider demands it. SSL/TLS and STARTTLS are equally safe; the provider says which one applies. The port is the number of the connection and adapts by itself as long as you do not change it.

    Receiving options: leaving messages changes nothing on the server and is the safe choice. Deleting or moving them takes effect only when a message is safely stored with you.

    The choice for the first fetch decides what is fetched of the mail that is there: everything, from a date on, or only new mail. If in doubt take everything.

    "Authentication": Microsoft 365 and mostly Google too require OAuth2, the sign-in in the browser. A Verwalter enters the "App registration" once for that; the guide stands in its window. You then enter your password with the provider only.

    The password is only in this computer's keychain. For an existing account, an empty password field means: unchanged.

    Testing the account settings checks exactly what is in the window now, stored or not. You may also save without a test.
help-text-smtp-auth =
    Here you set what Kontorpost signs in with for sending.

    The same setting as the incoming server takes user name and password from receiving. That is right with nearly all providers.

    Signing in with a name of its own is needed only if the provider gave another user name or password for sending. The fields below are open only then.

    Signing in in the browser is for an outgoing server of Microsoft, Google or an identity provider of your own when receiving signs in otherwise. If receiving signs in in the browser already, the first option is enough.

    The password is in this computer's keychain, never in a file. For an existing account, an empty password field means: unchanged. If you are not sure, choose the first option and test the account.
help-text-account-test =
    The test checks step by step whether the account can receive and send. It fetches, marks and deletes nothing. It starts by itself; “Start test” repeats it, for instance after a loose cable.

    For each step the table shows what is checked, at which server, with what result and how long it took. “not checked” only means: an earlier step did not work, so this one did not get its turn. It is no failure of its own. “not applicable” means: this account has no such thing.

    Below “Error:” you find cause and advice for the selected step, a code such as E-TLS-01 for the hotline, and the server's reply. “Copy” puts everything into the clipboard, “Save report” writes the whole test to a file. The password is in neither of them.

    If Kontorpost knows the remedy, it stands on a button, such as “Use port 143 and STARTTLS and test again”. That changes this test only. When you then close the window, the changes are marked in the account and can be undone there.

    “Trust” appears when the computer does not know the server's certificate. Ask your administrator first.

    “Send test message” also sends a message to the account's own address, waits for it and removes it again.

    “Cancel” or Esc ends the test at once. If the test passes, it says in green: “All checks passed.”
help-text-trust =
    Every mail server shows a certificate, like an identity card. This computer does not know who issued this one, or the name on it does not fit.

    That happens with servers in your own house, and when a virus scanner checks the connection. But it may also be an attack.

    The fingerprint is different for every certificate and cannot be forged. Call your administrator or provider and compare it character by character. Do not ask by e-mail.

    If it is the same, tick the box; then “Trust this certificate” can be pressed. The exception is for this server and this port only, and it ends as soon as a valid certificate appears.

    If it differs or you are not sure, choose “Cancel”. No password has been sent yet.
help-text-stammdaten =
    Master data are users, Akten, clients, data pools, activities, trays of the inbox and app devices. The part is chosen above, the entry on the left; Ctrl+F searches, without umlauts as well.

    A user has a number, a name and the login name of this computer. Only an administrator may change accounts and master data. As long as there is no user, everyone may. The first user becomes administrator; enter your own login name there.

    External staff has an address only: it can be the sender of an assignment From → To, but cannot act.

    Akten, users and clients can be imported from a table (CSV). The table is checked first; it is taken as a whole or not at all, and every wrong line is named.

    A client is found by the addresses of its contacts alone. Mail of an account without a tray of its own comes into the standard tray.

    A data pool is where mail of a user's in-tray is kept. An app device gets copies of the in-tray if you wish.

    Whoever leaves loses the tick for “current” and stays in the list. That way it stays clear who did what. Deleting works only as long as nothing refers to the entry.

    “Save” keeps the changes. A fault stands beside the field that is wrong.
help-text-appearance =
    “Language” switches all texts to German or English. Messages are not translated.

    “Looks”: “Light” is the usual one, “Dark” is easier on the eyes in dark rooms. “High contrast” helps if you do not see well.

    “Size” makes letters and controls larger. It counts in addition to the setting of the operating system.

    “Dialogs”: as windows of their own they can be moved. In the main window they are better if windows misbehave on a terminal server. The choice counts from the next dialog on.

    Everything changes at once so that you can judge it. “OK and close” keeps it, “Cancel and close” brings back what was before.

# Desk: Vorgänge, filing, Papierkorb
desk-claimed = Somebody was faster: Benutzer { $number } has taken this Vorgang already.
desk-not-to-take = Vorgang { $id } neither lies in the Zentraler Postkorb nor is it open to several; it cannot be taken.
desk-not-for-you = By the assignments (Von → An) Vorgang { $id } is not meant for you.
desk-akte-unknown = There is no Akte { $number } in this Datenpool. Nothing was changed.
desk-akte-malformed = “{ $given }” is no Aktennummer. Correct is, for example, 8/20.
desk-benutzer-not-current = There is no Benutzer { $number }, or not “Aktuell”.
desk-nobody-known = For whom? Your login belongs to no Benutzer; please say first who you are.
desk-nothing-to-undo = There is nothing to undo for Vorgang { $id }.
desk-undo-too-late = For Vorgang { $id } this can no longer be undone: whoever got it works on it already.
desk-filed-since = For Vorgang { $id } this can no longer be undone: the same message was put into an Akte elsewhere since.
desk-nobody-named = Please name at least one Benutzer who gets the Vorgang.
desk-in-papierkorb = Vorgang { $id } lies in the Papierkorb. Please restore it first.
desk-in-zentral = Vorgang { $id } lies in the Zentraler Postkorb already.
desk-not-in-papierkorb = Vorgang { $id } does not lie in the Papierkorb.
desk-completed-already = Vorgang { $id } is completed already.
desk-not-completed = Vorgang { $id } is neither completed nor passed on.
desk-place-unknown = There is no place “{ $given }”. Possible are posteingang, posteingang:FACH, postkorb:N, zentral, tagesansicht:N, wiedervorlage, klientenunabhaengig, offen, nicht-zugeordnet, abgelegt, abgelegt:N, papierkorb, altbestand and quarantaene.
akte-folder-name-empty = Please enter a name for the subfolder.
akte-folder-name-taken = There is a subfolder “{ $name }” here already. Please choose another name.
akte-folder-in-itself = A subfolder cannot be moved into itself. Please choose another target.
akte-folder-elsewhere = This subfolder is no longer in this Akte. Please open the Akte again.
akte-nothing-to-undo = There is nothing to undo for document { $id }.
akte-filed-already = This attachment lies in this Akte already.
storage-no-vorgang = There is no Vorgang { $id }.
desk-empty = Nothing lies here.
desk-head-id = No.
desk-head-received = Received
desk-head-place = Place
desk-head-status = Status
desk-head-from = From
desk-head-subject = Subject
desk-head-akte = Akte
desk-head-klient = Klient
desk-head-taetigkeit = Tätigkeit
desk-head-note = Instruction
desk-head-wiedervorlage = Wiedervorlage
desk-place-eingangsfach = Posteingang, tray { $number }
desk-place-postkorb = Postkorb { $number }
desk-place-zentral = Zentraler Postkorb
desk-place-tagesansicht = Tagesansicht { $number }
desk-place-tagesansicht-open = Tagesansicht, taken by nobody yet
desk-place-nicht-zugeordnet = Not assigned
desk-place-abgelegt = Filed by itself
desk-place-altbestand = Altbestand
desk-status-neu = new
desk-status-in-arbeit = in work
desk-status-weitergeleitet = passed on
desk-status-abgeschlossen = completed
desk-status-zurueckgenommen = taken back
desk-status-vernichtet = deleted for good
desk-done-assign = Vorgang { $id } is assigned.
desk-done-move = Vorgang { $id }: the document now lies in the Akte you named.
desk-done-forward = Vorgang { $id } is passed on.
desk-done-take = Vorgang { $id } is yours now.
desk-done-sync = { $count ->
    [0] There was nothing to take.
    [one] 1 Vorgang is yours now.
   *[other] { $count } Vorgänge are yours now.
}
desk-done-complete = Vorgang { $id } is completed.
desk-done-reopen = Vorgang { $id } is open again.
desk-done-wiedervorlage = Vorgang { $id } comes up again on { $day }.
desk-done-wiedervorlage-none = Vorgang { $id } has no Wiedervorlage any more.
desk-done-delete = Vorgang { $id } lies in the Papierkorb. The Akte keeps its document.
desk-done-restore = Vorgang { $id } is restored.
desk-done-seen = Vorgang { $id } is noted as seen.
desk-done-undo = Vorgang { $id }: “{ $verb }” is undone.
desk-done-destroy-gone = Vorgang { $id } is deleted for good. The message will never be read in again.
desk-done-destroy-kept = Vorgang { $id } is deleted for good. The message itself stays, because an Akte or another Vorgang holds it.
desk-ask-delete = Put Vorgang { $id } (“{ $subject }”) into the Papierkorb? The Akte keeps its document. Please type “ja”:
desk-ask-destroy = Delete Vorgang { $id } (“{ $subject }”) for good? This cannot be undone. Please type “ja”:
desk-not-confirmed = Nothing was deleted.
desk-not-confirmed-advice = With --yes nothing is asked.
why-lies = Vorgang { $id }: { $place }, { $status }.
why-akte = Filed in { $akte }.
why-no-akte = Filed in no Akte.
why-step = { $at }  { $who }: { $what }
why-program = the program
why-benutzer = Benutzer { $number }
why-undone = (undone)
why-verb-import = read in
why-verb-assign = assigned
why-verb-move = Aktennummer changed
why-verb-forward = passed on to
why-verb-forwarded = passed on from Vorgang
why-verb-take = taken by
why-verb-complete = completed
why-verb-reopen = opened again
why-verb-wiedervorlage = Wiedervorlage
why-verb-delete = put into the Papierkorb
why-verb-restore = restored
why-verb-undo = undone
why-verb-destroy = deleted for good
help-desk = Vorgänge: what lies on which desk
help-desk-list = List a place, e.g. kontorpost desk list --place postkorb:2
help-desk-assign = Assign to an Akte or a Benutzer, e.g. kontorpost desk assign 12 --akte 8/20 --benutzer 3
help-desk-move = Change the Aktennummer; the document moves, "" means the Benutzerakte: kontorpost desk move 12 9/20
help-desk-forward = Pass on to one or more Benutzer, e.g. kontorpost desk forward 12 --to 2 --to 3 --note "please note the deadline"
help-desk-take = Take out of the Zentraler Postkorb or the shared Tagesansicht
help-desk-sync = Take everything that is meant for you by Von → An
help-desk-complete = Complete
help-desk-reopen = Open again what was completed or passed on
help-desk-wiedervorlage = Put off to a day; without a day this ends
help-desk-delete = Put into the Papierkorb (asks)
help-desk-restore = Restore from the Papierkorb
help-desk-destroy = Delete for good, only from the Papierkorb and only as Verwalter (asks)
help-desk-seen = Note what was filed by itself as seen
help-desk-undo = Undo the last step, also the filing by the program
help-desk-documents = Documents of an Akte, Benutzerakte or Sammelakte
help-why = Why a Vorgang lies where it lies
help-arg-place = Place: posteingang[:TRAY], postkorb:N, zentral, tagesansicht:N, wiedervorlage, klientenunabhaengig, offen, nicht-zugeordnet, abgelegt[:N], papierkorb, altbestand, quarantaene
help-arg-sort = Sort by: datum, eingang, absender, betreff, akte, kurzbezeichnung, status, gelesen, anlagen, groesse, wiedervorlage, klient, taetigkeit, anweisung, art, eingangsfach, benutzer, konto
help-arg-reverse = In reverse order
help-arg-person = Only from or to this person: name or address
help-arg-until = Up to this day, for example 2026-01-31
help-arg-with-attachments = Only with attachments
help-arg-unread = Only unread
help-arg-akte = Aktennummer, e.g. 8/20
help-arg-zentral = Into the Zentraler Postkorb
help-arg-note = Instruction for whoever gets it
help-arg-day = Day of the Wiedervorlage
help-arg-register = Number of the Akte in the register
help-arg-yes = Do not ask
# Receiver: state of the accounts, take-over, nudge
standing-off = not fetched
standing-never = never fetched yet
standing-fine = last success { $ago }
standing-late = overdue, last success { $ago }
standing-failing = fetching failed, last success { $ago }
standing-failing-never = fetching failed, never fetched yet
standing-paused = paused (sign-in rejected), last success { $ago }
standing-paused-never = paused (sign-in rejected), never fetched yet
standing-next = { $at }
standing-head-light = Light
standing-head-next = next attempt
standing-head-error = Reason
light-off = off
light-green = green
light-amber = amber
light-red = red
ago-now = just now
ago-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] a day ago
   *[other] { $count } days ago
}
receive-waiting = Another receiver is fetching. This one takes over as soon as that one ends.
receive-waiting-by = Already fetching: { $login } on { $host }, process { $pid }, since { $since }. This receiver takes over as soon as that one ends.
receive-nobody = Nobody is fetching for this data directory at the moment.
receive-nudged = The running receiver fetches now.
error-nobody-receives = Nobody is fetching for this data directory at the moment.
error-nobody-receives-advice = Fetch once: “kontorpost receive --once”; all the time: “kontorpost receive”.
status-account-late = Not fetched for some time
help-receive-status = State of every account: last success, next attempt, reason; exit code 1 when one is red
help-receive-now = Let the running receiver fetch at once ("Jetzt abrufen")
progress-old-mail = Importing
old-mail-imported = { $imported ->
    [one] One message imported
   *[other] { $imported } messages imported
} · there already { $known } · quarantine { $quarantined } · left out { $skipped }
old-mail-left-out = Left out: { $path }: { $reason }
old-mail-left-out-of = Left out: { $path }, message { $number }: { $reason }
old-mail-unreadable = cannot be read ({ $detail })
old-mail-not-mail = no e-mail
old-mail-not-mbox = no mbox file
old-mail-deleted = deleted in the mail program
old-mail-too-large = larger than 256 MB
help-mail-import = Import old mail from files (Altbestand); nothing comes twice
help-arg-into = Account that the mail belongs to
help-arg-mbox = mbox files
help-arg-dir = Directories: Maildir, Thunderbird profile, .eml files
## The office: master data and settings

stammdaten-in-use-by-mail = Still in use: mail, documents or settings belong to it.
akte-number-invalid = "{ $given }" is no Aktennummer. Write it as 8/20 or 1234/2026.
benutzer-external-has-no-access = External staff has no access: neither a login nor rights.
zuordnung-von-unknown = No Benutzer has the address "{ $given }".
zuordnung-von-not-current = The Benutzer with the address "{ $given }" is not current.
zuordnung-an-not-current = Benutzer { $number } is not current and cannot be given mail.
zuordnung-an-external = Benutzer { $number } is external, has no access and cannot be given mail.
quelle-not-posteingang = Account "{ $name }" is not on "Posteingang" and cannot be a source.
eingangsfach-standard-stays = "{ $name }" is the standard tray. Make another one the standard first.
error-no-einlesen = Benutzer { $number } lacks the right "E-Mails automatisch einlesen".
error-no-einlesen-advice = A Verwalter can grant it: in the master data or with "kontorpost benutzer edit { $number } --einlesen true".
table-faults = { $count ->
    [one] The table has one fault:
   *[other] The table has { $count } faults:
}
table-advice = Nothing has been taken. Mend the table and import it again.
table-in-column = Line { $line }, column "{ $column }": { $fault }
table-empty = The file is empty.
table-not-text = The file is no CSV file. In Excel choose "Save as" and "CSV UTF-8 (comma delimited)".
table-too-large = The file is too large for such a table (64 MB at the most).
table-column-missing = The column "{ $name }" is missing in the first line.
table-column-unknown = There is no column "{ $given }". Known are: { $known }.
table-column-twice = The column "{ $name }" stands twice.
table-field-count = { $found ->
    [one] The line has only one field instead of { $wanted }.
   *[other] The line has { $found } fields instead of { $wanted }.
}
table-yes-no = "{ $given }" is neither yes nor no.
table-also-in-line = Stands in line { $line } already.
settings-pattern-invalid = "{ $given }" is neither an e-mail address nor "@" with a domain.
settings-benutzer-unusable = "{ $given }" is no current Benutzer with access.
settings-taetigkeit-unknown = There is no Tätigkeit "{ $given }".
settings-taetigkeit-needed = Automatic reading needs a Tätigkeit. Please choose one (command line: --taetigkeit NAME).
settings-not-blocked = "{ $given }" is not blocked.
benutzer-head-einlesen = Reads in
benutzer-head-external = External
reason-not-fetched = The account is on “Nur Senden”.
reason-blocked = Mail of { $address } is not imported into the Posteingang.
reason-fax = The message comes from the office's fax server.
reason-number-at-start = The subject begins with the Aktennummer { $akte }.
reason-number-inside = The subject holds the Aktennummer { $akte }.
reason-number-unknown = The subject begins with { $akte }; there is no such Akte in this Datenpool.
reason-numbers-several = The subject holds several Aktennummern: { $akten }.
reason-no-number = No Aktennummer was recognised in the subject.
reason-directive-of-stranger = The directive in the subject does not count, because this sender may not give any.
reason-directive-unverified = The directive in the subject does not count, because the mail server takes the sender for forged.
reason-directive-akte-unknown = The directive in the subject names { $akte }; there is no such Akte in this Datenpool.
reason-directive-benutzer-unknown = The directive in the subject names Benutzer { $number }, who does not work here.
reason-owner-not-current = Benutzer { $number }, whose account it is, is no longer “Aktuell”.
reason-forwarding-not-current = Benutzer { $number }, whom the Posteingang forwards to, is no longer “Aktuell”.
reason-by-directive = Directive “ea”: only into the E-Akte { $akte }.
reason-by-directive-to = Directive “pk”: into the E-Akte { $akte } and the Postkorb of Benutzer { $number }.
reason-own-postkorb = The account belongs to the Postkorb of Benutzer { $number }.
reason-zentraler-postkorb = The account belongs to the Zentraler Postkorb.
reason-forwarded = The Posteingang forwards messages with an Aktennummer to Benutzer { $to }.
reason-eingangsfach = The account is a source of Eingangsfach { $number }.
reason-assigned = Von → An: for Benutzer { $an }.
reason-unassigned = There is no assignment (Von → An) for { $address }.
reason-klient = { $address } is an Ansprechpartner of the Klient.
reason-klient-unknown = { $address } belongs to no Klient: Klientenunabhängig.
reason-klient-without-address = No address of a Klient found: Klientenunabhängig.
reason-klient-several = { $address } belongs to several Klienten: Klientenunabhängig.
reason-completed = Completed at once, because there is a Klient.
desk-head-proposed = Recognised
help-arg-to-desk = Into Posteingang, Postkorb or Tagesansicht as well, like new mail
folder-junk = { $count ->
    [one] One unread message in the Spam folder
   *[other] { $count } messages in the Spam folder
}
folder-other = { $count ->
    [one] One unread message in the folder “{ $name }”, which is not fetched
   *[other] { $count } unread messages in the folder “{ $name }”, which is not fetched
}
folder-at = { $account }: { $words }
folder-none = No other folder is known: not fetched yet, or the server has none.
folder-head-name = Folder
folder-head-junk = Spam
folder-head-messages = Messages
folder-head-unseen = unread
folder-wanted = The folder “{ $name }” is imported at the next run; on the server everything stays as it is.
folder-wanted-now = The running receiver imports the folder “{ $name }” now; on the server everything stays as it is.
storage-no-folder = The last run has seen no folder “{ $name }”.
help-account-folders = Folders on the server that are not fetched
help-arg-import-folder = Import this folder once
error-external-acts = Benutzer { $number } is external and has no access.
table-imported = { $added ->
    [one] One entry new
   *[other] { $added } entries new
}, { $changed ->
    [one] one changed
   *[other] { $changed } changed
}.
akte-added = Akte { $number } added: { $name }.
akte-edited = Akte { $number } changed.
akte-removed = Akte { $number } removed.
akte-head-number = Akte
akte-head-name = Short description
akte-head-sachbearbeiter = Worked on by
akte-benutzerakte = Benutzerakte { $number }
akte-sammelakte = Sammelakte
akte-main-pool = main pool
akte-more = { $shown } of { $all } Akten. More with --offset.
taetigkeit-added = Tätigkeit "{ $name }" added.
taetigkeit-edited = Tätigkeit "{ $name }" is now called "{ $new }".
taetigkeit-removed = Tätigkeit "{ $name }" removed.
taetigkeit-head-name = Tätigkeit
klient-added = Klient "{ $name }" added.
klient-edited = Klient "{ $name }" changed.
klient-removed = Klient "{ $name }" removed.
klient-head-name = Klient
klient-head-addresses = Ansprechpartner
eingangsfach-added = Eingangsfach "{ $name }" added.
eingangsfach-edited = Eingangsfach "{ $name }" changed.
eingangsfach-removed = Eingangsfach "{ $name }" removed.
eingangsfach-head-name = Eingangsfach
eingangsfach-head-standard = Standard
quelle-set = Mail of account { $account } comes into the Eingangsfach "{ $name }".
quelle-removed = Mail of account { $account } comes into the standard tray again.
quelle-none = No account is on "Posteingang".
zuordnung-set = Mail from { $von } may be taken by: Benutzer { $an }.
zuordnung-removed = { $count ->
    [one] One row
   *[other] { $count } rows
} of { $von } removed.
zuordnung-head-von = From
zuordnung-head-an = To
zuordnung-head-bar = Not valid because
zuordnung-bar-von-unknown = no Benutzer has the sender's address any more
zuordnung-bar-von-not-current = the sender is not current
zuordnung-bar-an-not-current = the receiver is not current
zuordnung-bar-an-external = the receiver is external and has no access
settings-changed = Saved. This is so now:
settings-none = none
settings-directives-own = from the office's own Benutzer only
settings-directives-known = from all known senders
settings-directives-all = from everyone
settings-forward-to = Postkorb of Benutzer { $number }
settings-line-directives = Directives in a subject count: { $value }
settings-line-forward = The Posteingang forwards to: { $value }
settings-line-blocked = Blocked addresses: { $value }
settings-line-fax = Fax identification: { $value }
settings-line-reading-on = Read mail in automatically: yes, every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
}
settings-line-reading-off = Read mail in automatically: no, once at program start (else every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
})
settings-line-taetigkeit = Tätigkeit: { $value }
settings-line-complete = Complete mail automatically: { $value }
settings-reading-hidden = The settings of automatic reading are shown only to whoever has the right to change them.
help-akte = Akten, for example: kontorpost akte add 8/20 --name "Müller ./. Meier" --sachbearbeiter 2
help-akte-add = Add an Akte
help-akte-list = All Akten, the newest first
help-akte-edit = Change an Akte; what lies in it stays in it
help-akte-remove = Remove an empty Akte
help-akte-import = Akten from a table (CSV) with the columns Aktennummer, Kurzbezeichnung, Sachbearbeiter, Datenpool
help-benutzer-import = Benutzer from a table (CSV) with the columns Nummer, Name, E-Mail, Aktuell, Anmeldename, Verwalter, Einlesen, Extern
help-taetigkeit = Tätigkeiten (kinds of work)
help-taetigkeit-add = Add a Tätigkeit
help-taetigkeit-list = All Tätigkeiten
help-taetigkeit-edit = Rename a Tätigkeit
help-taetigkeit-remove = Remove a Tätigkeit
help-klient = Klienten, for example: kontorpost klient add "Muster GmbH" --ansprechpartner "Anna Muster <anna@muster.example>"
help-klient-add = Add a Klient
help-klient-list = All Klienten with their Ansprechpartner
help-klient-edit = Change a Klient
help-klient-remove = Remove a Klient
help-klient-import = Klienten from a table (CSV) with the columns Klient, E-Mail, Ansprechpartner, one line an address
help-eingangsfach = Eingangsfächer (trays) of the Posteingang
help-eingangsfach-add = Add an Eingangsfach
help-eingangsfach-list = All Eingangsfächer
help-eingangsfach-edit = Rename an Eingangsfach or make it the standard one
help-eingangsfach-remove = Remove an empty Eingangsfach
help-quelle = Sources: into which Eingangsfach an account's mail comes, for example: kontorpost quelle add 1 --fach Gericht
help-quelle-add = Give an account an Eingangsfach
help-quelle-list = All accounts on "Posteingang" with their Eingangsfach
help-quelle-edit = Give an account another Eingangsfach
help-quelle-remove = Back to the standard tray
help-zuordnung = Von→An: whose mail may be taken by whom, for example: kontorpost zuordnung add info@kanzlei.example --an 2,3
help-zuordnung-add = Add Benutzer
help-zuordnung-list = All rows
help-zuordnung-edit = Replace the Benutzer
help-zuordnung-remove = Remove rows
help-settings = Settings of the whole office
help-settings-show = Show the settings
help-settings-set = Change settings, for example: kontorpost settings set --einlesen true --minuten 15 --taetigkeit Posteingang
help-arg-table = Table (CSV from Excel; separated by semicolon, comma or tab)
help-arg-change = Change entries that are here already instead of refusing them
help-arg-aktennummer = Aktennummer, for example 8/20
help-arg-new-aktennummer = New Aktennummer
help-arg-kurzbezeichnung = Short description, for example "Müller ./. Meier"
help-arg-sachbearbeiter = Number of the Benutzer who works on it; "none" for nobody
help-arg-pool = Datenpool (not given or empty: the main pool)
help-arg-new-pool = New Datenpool (empty: the main pool)
help-arg-catch-alls = Benutzerakten and Sammelakten, too
help-arg-einlesen = Has the right "E-Mails automatisch einlesen": true or false
help-arg-external = External, without access: true or false
help-arg-ansprechpartner = Address of an Ansprechpartner, also "name <address>"; may be repeated
help-arg-ohne = Take this address away; may be repeated
help-arg-standard = Make it the standard tray
help-arg-fach = Name of the Eingangsfach
help-arg-von = Sender: an address that is stored with a Benutzer
help-arg-an = Numbers of the Benutzer, separated by commas
help-arg-betreff-befehle = Whose directives in a subject (ea, pk) count: own (own Benutzer), known (known senders), all (everyone)
help-arg-weiterleitung = Postkorb that the Posteingang forwards mail with an Akte to: number of the Benutzer or "none"
help-arg-sperren = Do not import this sender; may be repeated
help-arg-entsperren = Import this sender again; may be repeated
help-arg-fax-kennung = Sender whose mail is a fax, or "none"
help-arg-einlesen-on = Read mail in automatically: true or false
help-arg-minuten = Read in automatically every so many minutes
help-arg-taetigkeit = Tätigkeit under which mail is read in, or "none"
help-arg-abschliessen = Complete mail automatically: true or false
account-kanzlei-moved = It is the office-wide account now; until now it was account { $from }.
help-arg-move-kanzlei = Move the mark "Kanzlei E-Mail Konto" here from the account that has it
letter-no-kanzlei = Requests to the SCHUFA leave by the Kanzlei E-Mail Konto alone, and none is on “Posteingang”. Nothing was put into the Postausgang.
letter-no-kanzlei-advice = Please set an account to “Posteingang” under “E-Mail Konten” and mark it as Kanzlei E-Mail Konto.
help-arg-schufa = Request to the SCHUFA or a similar procedure: by the Kanzlei E-Mail Konto alone
app-copy-text = Copy of a message from the office. The message is attached as it came.
why-verb-app-copy = copy to the app device
why-verb-app-copy-left = no copy to the app
app-copy-automatic = A program or a mailing list sent the message.
app-copy-no-kanzlei = There is no Kanzlei E-Mail Konto on “Posteingang”.
app-copy-not-composed = The address of the device or of the account is not valid.
app-copy-not-confirmed = The app device is not confirmed (any more), or no longer assigned.
app-copy-restored = The message is older than the last restore of a backup and may have gone to the device before.

## E-Brief: drafts, answers, suggestions

draft-sender-missing = Please choose a sender first.
draft-sender-of-other-pool = The account “{ $name }” belongs to another Datenpool than the Akte.
draft-sender-of-other-pool-advice = Please choose another sender or another Akte. Nothing was sent.
draft-recipients-invalid = { $count ->
    [one] One recipient is no e-mail address. Nothing was sent.
   *[other] { $count } recipients are no e-mail addresses. Nothing was sent.
}
draft-text-too-long = The text is longer than 2 MB. Please attach part of it as a file.
draft-file-too-large = “{ $name }” has { $size } MB. An attachment may have { $limit } MB at most.
draft-files-too-large = All attachments together have { $size } MB. { $limit } MB are allowed.
draft-files-advice = Please make the file smaller or spread it over several E-Briefe. The draft is unchanged.
draft-too-many-files = More than { $count } attachments are not possible in one E-Brief. Please pack them into a ZIP file.
draft-no-file = “{ $name }” is no file. Please pack folders into a ZIP file first.
draft-akte-unknown = There is no Akte “{ $given }”.
storage-no-draft = This draft is gone: it was sent or deleted already.
draft-hint-attachment = You mention an attachment, but there is none.
draft-hint-subject = The subject is empty.
draft-hint-outside = You answer all: { $all } recipients, { $outside } of them outside the office.
answer-quote = On { $moment } { $name } wrote:
forward-head = ---------- Forwarded message ----------
forward-from = From:
forward-date = Date:
forward-subject = Subject:
forward-to = To:
forward-cc = Cc:
letter-reason-deleted = The E-Brief was deleted from the Postausgang before it was sent.
e-brief-title = E-Brief: { $subject }
e-brief-sender = Sen&der:
e-brief-no-sender = There is no active account that you may send with. Please assign one under “E-Mail Konten”.
e-brief-to = &To:
e-brief-cc = &Kopie:
e-brief-bcc = &Bcc:
e-brief-show-bcc = &Bcc
e-brief-akte = &Akte:
e-brief-no-akte = not for an Akte
e-brief-answer-to-me = Answers into my &Postkorb
e-brief-subject = Sub&ject:
e-brief-attachments = Attachments:
e-brief-attach = Attac&h file
e-brief-attach-title = Attach file
e-brief-attaching = { $count ->
    [one] One file is being copied …
   *[other] { $count } files are being copied …
}
e-brief-detach = Remove { $name }
e-brief-from-akte = From th&e Akte
e-brief-signature = Si&gnature
e-brief-discard = Thro&w away
e-brief-discard-question = Throw this E-Brief away? It can be brought back under “Entwürfe”.
e-brief-discard-yes = Thro&w away
e-brief-total = Together { $size }
e-brief-total-of = Together { $size } of { $room } at most
e-brief-total-too-large = Together { $size }: the outgoing server takes { $room } at most. Please remove attachments or make them smaller.
e-brief-html-goes = The original’s formatted version goes along.
e-brief-html-stays = The original’s text was changed; so its formatted version does not go along.
e-brief-not-saved = The draft could not be saved; it will be tried again. { $why }
e-brief-saved = Draft saved { $moment }
e-brief-ask-receipt = Ask for read &receipt
e-brief-send = &Send
e-brief-send-anyway = &Send anyway
e-brief-suggested-benutzer = { $person } – Benutzer
e-brief-suggested-klient = { $person } – { $klient }
e-brief-reading = Reading …
window-signature = Signature
signature-purpose = This text stands below new E-Briefe of the account “{ $name }”.
window-pick-document = Documents of the Akte
pick-document-none = There is no document in this Akte yet.
pick-document-take = &Attach
window-file-open = Open file
button-open = &Open
letter-file-kind = E-mail file
letter-save-as = Save &as
letter-head-from = Sender:
letter-head-to = To:
letter-head-cc = Cc:
letter-head-subject = Subject:
letter-head-moment = Time:
letter-head-attachments = Attachments:
letter-head-reason = Reason:
letter-column-recipient = Recipient
letter-column-state = State
letter-column-detail = Answer of the server
answer-unknown = (unknown)

## Postausgang, drafts, journal

postausgang-send-now = &Send now
postausgang-take-back = Ta&ke back
postausgang-retry = Tr&y again
postausgang-open = O&pen
postausgang-edit = &Write on
postausgang-delete = &Delete
postausgang-restore = &Restore
postausgang-file = To Akt&e …
postausgang-search = Search
postausgang-automatic = Send a&utomatically
postausgang-ask-delete = Ask be&fore deleting
postausgang-show-deleted = Show dele&ted
postausgang-deleted = { $count ->
    [one] One E-Brief was deleted.
   *[other] { $count } E-Briefe were deleted.
}
postausgang-undo = Undo de&letion
postausgang-not-found = Nothing found.
postausgang-empty = The Postausgang is empty.
postausgang-no-drafts = There are no drafts.
postausgang-no-deleted = There are no deleted drafts.
postausgang-no-journal = Nothing was sent yet.
postausgang-purpose = Here lie E-Briefe that were not sent yet or have not reached everybody.
postausgang-column-state = State
postausgang-column-to = Recipients
postausgang-column-akte = Akte
postausgang-column-from = Sender
postausgang-column-queued = Queued
postausgang-column-next = Next try
postausgang-column-saved = Saved
postausgang-column-files = Files
postausgang-column-date = Date
postausgang-column-benutzer = Benutzer
postausgang-column-result = Result
postausgang-state-held = waits for release
postausgang-state-again = will be tried again
postausgang-state-partly = not delivered to all
postausgang-result-some = delivered to { $known } of { $all }
postausgang-by-program = (program)
postausgang-nobody = (nobody yet)
postausgang-file-title = To Akte
postausgang-file-purpose = Which Akte does the sent E-Brief belong to? An empty field takes it out of its Akte.
postausgang-retry-title = Send again
postausgang-retry-unclear = It is unclear whether the E-Brief has arrived. If it is sent again it may arrive twice.
postausgang-retry-yes = &Send again
postausgang-delete-title = Delete
postausgang-delete-drafts = { $count ->
    [one] Delete the draft? It can be restored.
   *[other] Delete { $count } drafts? They can be restored.
}
postausgang-delete-letters = { $count ->
    [one] Delete the E-Brief from the Postausgang? What still waits will not be sent then.
   *[other] Delete { $count } E-Briefe from the Postausgang? What still waits will not be sent then.
}
postausgang-delete-yes = &Delete
postausgang-unclear-advice = It is not sent again by itself. Please ask the recipient, then “Try again” or “Delete”.
postausgang-held-advice = “Send automatically” is off: the E-Brief leaves only with “Send now”.
postausgang-next-try = Tries so far: { $count }. Next try: { $moment }
postausgang-server-said = The server’s answer: { $words }
postausgang-leave-question = { $count ->
    [one] One E-Brief still waits in the Postausgang.
   *[other] { $count } E-Briefe still wait in the Postausgang.
}
postausgang-leave-why = They are sent at the next start, or at once if another Kontorpost runs for this office.
postausgang-leave-yes = &Leave anyway
## Window: Settings

einstellungen-purpose = What holds for the whole office, and what at this workplace
einstellungen-reach-office = for the whole office
einstellungen-reach-workplace = at this workplace only
einstellungen-empfang = General receiving
einstellungen-empfang-hint = The mailbox that e-mail is read in from. It must not be used for anything else.
einstellungen-scanner = Receiving from scanners
einstellungen-scanner-hint = The central mailbox that the office's scanners send to, such as scan@…
einstellungen-versand = Sending e-mail
einstellungen-versand-hint = The central mailbox that mail is sent with: the office account.
einstellungen-einlesen = Automatic reading
einstellungen-posteingang = Inbox
einstellungen-postausgang = Outbox
einstellungen-dienste = Services
einstellungen-benachrichtigungen = Notifications
einstellungen-no-account = No account has been set up for this yet.
einstellungen-no-kanzlei = No account is the office account yet. It is marked in the window “E-mail accounts”.
einstellungen-account-new = &New account…
einstellungen-account-edit = &Edit…
einstellungen-account-test = &Test…
einstellungen-accounts = E-mail acco&unts…
einstellungen-account-inactive = { $name } <{ $address }> (not active, not fetched)
einstellungen-server = Server
einstellungen-url = URL
einstellungen-port = Port
einstellungen-ssl = SSL/TLS
einstellungen-user = User name
einstellungen-password = Password
einstellungen-smtp-server = SMTP server
einstellungen-smtp-port = SMTP port
einstellungen-auth = Authentication
einstellungen-auth-same = as for receiving
einstellungen-auth-own = own sign-in
einstellungen-auth-oauth2 = own sign-in in the browser
einstellungen-auth-none = none
einstellungen-reading-part = Automatic reading
einstellungen-reading = &Read in e-mail automatically:
einstellungen-yes = &Yes
einstellungen-no = &No
einstellungen-reading-on-hint = Mail is read in at the interval below, as long as the program runs.
einstellungen-reading-off-hint = Mail is read in once, when the program starts.
einstellungen-minutes = Read in automatically e&very:
einstellungen-minutes-unit = minutes
einstellungen-minutes-few = 15 minutes or more are recommended.
einstellungen-complete = Complete e-mail automatically:
einstellungen-complete-hint = Recommended: No. Otherwise a case with a client counts as done before anyone has read it.
einstellungen-taetigkeit = &Activity:
einstellungen-taetigkeit-none = (none)
einstellungen-taetigkeit-hint = E-mail that was read in appears under this activity.
einstellungen-taetigkeit-needed = Reading in automatically needs an activity. Please choose one.
einstellungen-taetigkeiten = &Define…
einstellungen-zuordnungen-part = Who gets whose e-mail?
einstellungen-zuordnungen = &Manage e-mail addresses…
einstellungen-zuordnungen-hint = { $count ->
    [0] No assignment From → To yet: e-mail that is read in stays under “Not assigned”.
    [one] One assignment From → To.
   *[other] { $count } assignments From → To.
}
einstellungen-forward = For&ward automatically to:
einstellungen-forward-none = no automatic forwarding
einstellungen-forward-none-hint = Mail stays in the inbox until somebody hands it out.
einstellungen-forward-hint = Mail with a file number goes straight to this tray and to the E-Akte; it is not shown in the inbox.
einstellungen-fax = &Fax sender of the office:
einstellungen-fax-hint = Address of the fax server, or @domain. Mail from there is shown as “Fax”.
einstellungen-blocked-part = Blocked addresses
einstellungen-blocked = Do not &import e-mail of certain addresses:
einstellungen-blocked-hint = An address or @domain. Blocked e-mail stays on the server as it is and is never deleted.
einstellungen-block-add = A&dd
einstellungen-unblock = Remove
einstellungen-directives-part = Orders in a subject
einstellungen-directives = Accept orders in a subject from:
einstellungen-directives-own = own &users
einstellungen-directives-known = &known senders
einstellungen-directives-all = a&ll
einstellungen-directives-hint = Examples: “8/20ea” files in the E-Akte at once, “8/20pk2” also in the tray of user 2.
einstellungen-directives-warning = Every sender can then file mail in an E-Akte past everyone.
einstellungen-send = Send a&utomatically
einstellungen-send-hint = Letters leave as soon as the outbox runs and are filed in the E-Akte by themselves. Otherwise they wait until somebody chooses “Send”.
einstellungen-ask-to-delete = Ask before &deleting
einstellungen-ask-to-delete-hint = Without the question, what was deleted can only be brought back from the trash.
einstellungen-receiver = Receiver of the office
einstellungen-fetch = Fetch at this workp&lace
einstellungen-fetch-hint = The receiver runs at one workplace at a time; when it ends there, another takes over by itself. Where it is off everywhere, nothing is fetched and nothing is sent.
einstellungen-receiver-now = At this moment
einstellungen-holder-nobody = Nobody fetches at this moment.
einstellungen-holder-unknown = A program on this machine fetches.
einstellungen-holder-own = This window has been fetching since { $since }.
einstellungen-holder = { $login } at { $host } (process { $pid }) has been fetching since { $since }.
einstellungen-standing = { $account }: { $standing }
einstellungen-nothing-fetched = No account has been set up yet.
einstellungen-notify = Let the system tell of &new e-mail
einstellungen-notify-hint = Several at once are told together, such as “3 new e-mails”.
einstellungen-notify-details = Name sen&der and subject
einstellungen-notify-details-hint = Not done otherwise, for a reason: whoever looks at the screen sees a notification.
einstellungen-notify-impossible = There are no notifications on this system yet. The choice holds as soon as there are.
einstellungen-language = &Language:
einstellungen-looks = L&ooks:
einstellungen-scale = Si&ze:
einstellungen-dialogs = &Dialogs:
einstellungen-looks-hint = The looks change at once; “Cancel and close” brings back what was before. How dialogs are shown holds from the next dialog on.
help-text-settings =
    The pages are on the left, their settings on the right. The arrow keys, or Ctrl+Page Down and Ctrl+Page Up, go from page to page.

    Beside each part it says whether it holds for the whole office or at this workplace only. Pages that you lack the right for are not shown: receiving, sending and the inbox need a Verwalter, automatic reading needs the right “E-Mails automatisch einlesen”.

    “Save” takes the changes over, the window stays open. “OK and close” takes them over and closes. “Cancel and close” throws them away after a question.

    General receiving, receiving from scanners and sending e-mail show the accounts that are set up for it; they are changed in the account's own window, which also tests it.

    “E-mail program” shows which program opens links to e-mail addresses and saved messages, and registers or unregisters Kontorpost for them. That holds at once, for you alone and at this computer only.
    “Workplace” says whether Kontorpost goes on running in the tray when the window is closed, and whether it starts when you sign in to the computer.
    Backup: once set up, a checked file with the whole office is made every day, best on another disk. It is also restored from here, and the office moves to another PC.

## Window: Manage e-mail addresses

window-zuordnungen = Manage e-mail addresses
zuordnungen-purpose = Who gets the e-mail of which sender as a case
zuordnungen-note = Where a sender has several users, whoever reads in first gets the case. Senders without an assignment stay under “Not assigned”.
zuordnungen-nothing = No assignment yet. Choose sender and user below, then “New”.
zuordnungen-von = &From:
zuordnungen-an = &To:
zuordnungen-new = &New
zuordnungen-remove = &Remove
zuordnungen-remove-title = Remove assignment
zuordnungen-remove-question = Remove “{ $von } → { $an }”? Mail that has already been handed out stays where it is.
zuordnungen-remove-yes = &Remove
zuordnungen-nobody = No current user has an e-mail address yet. Please enter one in the master data first.

## Window: Master data, further parts

stammdaten-tab-akten = A&kten
stammdaten-tab-klienten = &Clients
stammdaten-tab-taetigkeiten = Ac&tivities
stammdaten-tab-faecher = Tra&ys of the inbox
stammdaten-import = &Import…
stammdaten-export = E&xport…
stammdaten-search = Search (Ctrl+F)
stammdaten-head-number = No.
stammdaten-head-name = Name
stammdaten-head-akte = Short title
stammdaten-count = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
stammdaten-found = { $found } of { $total }
stammdaten-found-nothing = Nothing found.
stammdaten-einlesen = Ri&ght “E-Mails automatisch einlesen”
stammdaten-external = External (&address only, no access)
stammdaten-akte-name = Short titl&e:
stammdaten-clerk = Cle&rk:
stammdaten-clerk-none = (nobody)
stammdaten-pool = D&atenpool:
stammdaten-pool-main = Main Datenpool
stammdaten-people = Contacts (only these addresses find the client):
stammdaten-person-none = None yet.
stammdaten-person = Contact pe&rson:
stammdaten-person-address = &E-mail:
stammdaten-person-add = &Add
stammdaten-person-remove = Remove
stammdaten-fach-is-standard = This is the standard tray: mail of accounts without a tray of their own comes here.
stammdaten-fach-standard = Standard tray: mail of accounts without a tray of their own comes he&re
stammdaten-fach-new-sources = Sources can be chosen once the tray is saved.
stammdaten-sources = Sources (“Import E-Mail”):
stammdaten-source-elsewhere = { $account } (now: { $fach })
stammdaten-sources-none = No account is set to “Posteingang” yet.
stammdaten-sources-hint = Without a tick the account's mail comes into the standard tray.
stammdaten-nothing-akten = No Akte yet. “Import…” takes them from a table.
stammdaten-nothing-klienten = No client yet. “Import…” takes them from a table.
stammdaten-nothing-taetigkeiten = No activity yet.
stammdaten-nothing-faecher = No tray yet.
stammdaten-new-akte = New Akte
stammdaten-new-klient = New client
stammdaten-new-taetigkeit = New activity
stammdaten-new-fach = New tray

## Window: Read a table

window-import-akten = Akten from a table
window-import-benutzer = Benutzer from a table
window-import-klienten = Clients from a table
table-purpose = The table is checked first and then taken as a whole or not at all
table-choose = &Choose file…
table-choose-title = Read a table
table-no-file = No file chosen yet
table-file-kind = Table (CSV)
table-columns = Columns of the first line: { $names }. Separated by semicolon, tab or comma, as Excel writes them with “Save as” CSV.
table-change = Change entries that are &here already (otherwise they are faults)
table-waiting = Choosing only checks. Nothing is taken before “Read in”.
table-checking = Checking …
table-importing = Reading in …
table-would = All is well. New: { $added }, changed: { $changed }.
table-done = Taken. New: { $added }, changed: { $changed }.
table-import = &Read in
table-copy = Cop&y
table-save-list = &Save list…
table-copied = Copied.
table-more-faults = … and { $count } more; “Copy” and “Save list…” take all of them.
table-faults-file = Faults.txt
table-faults-kind = Text
table-no-file-dialog = The command line can do it, too: kontorpost akte import, benutzer import, klient import.
table-exported = { $count ->
    [one] One entry is in { $file }.
   *[other] { $count } entries are in { $file }.
}

## Who acts

who-nobody = Your login name “{ $login }” belongs to no Benutzer. You can look at everything but change nothing. A Verwalter enters it: Master data, Benutzer, field “Login name”.
who-nobody-short = { $login } (no Benutzer)
who-set-up = Setting up
who-other = You are acting as “{ $name }”. What you do is logged under this name.
who-change = Change Benutzer…
window-acting = Change Benutzer
acting-purpose = Signed in to this machine is “{ $login }”
acting-head-login = Login name
acting-change = C&hange
acting-hint = The change is logged. It keeps order; it does not protect against someone who can open the files.
acting-only-own = Only a Verwalter can act as another Benutzer.
acting-nobody = No current Benutzer belongs to this login name. A Verwalter enters it in the master data.
acting-nobody-yet = There is no Benutzer yet. Please add one in the master data first.
acting-windows-open = Please close the other windows first: what was begun in them belongs to the Benutzer before.
error-not-current-acts = Benutzer { $number } is not current and cannot act.
error-may-not-act-as = “{ $login }” may not act as Benutzer { $number }.
error-may-not-act-as-advice = Only a Verwalter may, or whoever's login name stands with the Benutzer.

## First steps

first-title = Welcome to Kontorpost
first-purpose = Four steps to the first e-mail. You can stop at any time; next time it goes on from here.
first-benutzer = Add a Benutzer
first-benutzer-hint = Who works here? The first Benutzer becomes Verwalter.
first-benutzer-take = Add Benutze&r…
first-account = Set up an e-mail account
first-account-hint = Address and password are mostly enough; the servers are looked for.
first-account-take = Set up acco&unt…
first-test = Test the account
first-test-hint = The test goes through every step and says what is wrong. It changes nothing.
first-test-take = Te&st account…
first-mail = Fetch the first e-mail
first-mail-hint = Messages stay on the server unless you have chosen otherwise.
first-mail-fetching = Fetching. New e-mail appears by itself.
first-mail-empty = Fetching has worked, but there is no message in the mailbox yet. Send yourself one.
first-mail-take = F&etch
first-practice = Open &practice office
first-practice-hint = Rather try it out first? The practice office is an invented office with servers of its own on this machine; nothing leaves it.
first-practice-opened = The practice office opens in a window of its own.
first-hide = Do not sho&w again

## Notifications of the system

notify-summary = { $count ->
    [one] One new e-mail
   *[other] { $count } new e-mails
}
notify-posteingang = Inbox: { $count }
notify-postkorb = Your tray: { $count }
notify-zentral = Shared tray: { $count }
notify-tagesansicht = Day view: { $count }
notify-more = and { $count } more

account-twin-title = The same mailbox
account-twin-question = The account “{ $name }” ({ $address }) fetches this mailbox already. Every message would come in twice.
account-twin-yes = Save &anyway
account-twin-advice = Better: edit the account that is there, or make one of the two inactive.
accounts-none-read-only = A Verwalter can set one up.
reading-part-gone = This part of the message is not there.
reading-no-message = “{ $name }” is no message that can be read here.
reading-no-message-advice = Please save the file and open it with the program it comes from.
reading-dangerous = “{ $name }” is a program or acts like one and is not opened from here.
reading-dangerous-advice = Such files often bring malware. Ask the sender by another way whether he has sent it. It can be saved; please have it checked before it is opened.
reading-no-program = The system has no program that opens this.
reading-no-program-advice = Please save the file and open it yourself, or choose a program for this kind of files in the system.
reading-not-printed = Printing could not be started.
reading-not-printed-advice = Please check the printer in the system, or choose “Save as PDF” and print the file from there.
reading-no-target = “{ $target }” is not opened: it is neither an address of the web nor of a person.
reading-no-akte = The message is in no Akte.
reading-no-akte-advice = Please give the message an Akten-Nr. first; then the attachment can become a document of its own in it.
reading-no-pdf = The PDF could not be made.
window-mail-of = Message: { $subject }
window-mail-source = Source
window-mail-header = Header
mail-source-cut = This is the beginning; the message is longer and stored whole.
mail-source-hint = This is how the message came. Ctrl+A and Ctrl+C copy everything.
reader-copied = Copied.
reader-picture = Picture
reader-leads-to = leads to
reader-more-people = { " " }and { $count } more
reader-reply-to-line = Reply to: { $names }
reader-sender-clock = { " " }({ $clock } on the sender's clock, { $zone })
reader-text-name = Text of the message
reader-source = Show source
reader-header = Header
reader-print = Print
reader-pdf = Save as PDF
reader-pdf-kind = PDF
reader-as-text = Show as text
reader-as-html = Show formatted
reader-busy = One moment …
reader-note-forged = The sender may be forged: the check on the way here failed. Please open no links and change no payment data without asking.
reader-note-smime-signed = Signed with S/MIME. The signature was not checked here.
reader-note-pgp-signed = Signed with OpenPGP. The signature was not checked here.
reader-note-smime-encrypted = Encrypted with S/MIME, not readable here. Please ask the sender for a version without encryption, or open the attachment with the program for it.
reader-note-pgp-encrypted = Encrypted with OpenPGP, not readable here. Please ask the sender for a version without encryption, or open the attachment with the program for it.
reader-note-hidden = The message held hidden text, which is left out. “Show source” shows it.
reader-note-turning = The message held signs that make text look other than it is; they are left out.
reader-note-remote = { $count ->
    [one] One picture lies on a foreign server and was not loaded.
   *[other] { $count } pictures lie on foreign servers and were not loaded.
}
reader-note-cut = The text is very long and shortened here; the message is stored whole.
reader-receipt-wished = The sender asks for a read receipt to { $address }.
reader-receipt-send = Send
reader-receipt-leave = Do not send
reader-report-bounce = Not delivered to: { $people }
reader-report-delay = Not yet delivered to: { $people }
reader-report-delivered = Delivered to: { $people }
reader-report-read = Displayed at: { $people }
reader-report-deleted = Deleted unread at: { $people }
reader-report-processed = Processed at: { $people }
reader-report-unclear = A mail server reports something about an E-Brief.
reader-report-open = Open letter
reader-report-letter = (E-Brief no. { $id } in the Postausgang)
reader-link-web = This link opens in the browser:
reader-link-mail = This link writes a message to:
reader-link-disguised = Careful: the words of the link name another address than the one it leads to:
reader-link-open = Open
reader-link-write = Write an E-Brief
reader-file-risky = “{ $name }” can hold programs or is not what its name says. Open it only if you expect it.
reader-file-dangerous = “{ $name }” is a program or acts like one. It is not opened from here, only saved.
reader-file-open-anyway = Open anyway
reader-file-open = Open
reader-file-save = Save
reader-file-to-akte = To the Akte
reader-files = { $count ->
    [one] One attachment, { $size }
   *[other] { $count } attachments, { $size }
}
reader-files-save-all = Save all
reader-kind-message = message
reader-kind-unpacked = unpacked
reader-kind-unknown = unknown kind
reader-kind-text = text
reader-kind-html = web page
reader-kind-pdf = PDF
reader-kind-picture = picture
reader-kind-media = sound or film
reader-kind-office = office document
reader-kind-archive = archive
reader-kind-program = program
reader-kind-disk = disk image
reader-kind-shortcut = shortcut
reader-kind-rtf = RTF document
reader-kind-data = data
reader-mark-double-ending = two endings
reader-mark-mismatch = name does not fit the content
reader-done-saved = Saved: { $path }
reader-done-saved-all = { $count ->
    [one] One attachment saved in { $folder }
   *[other] { $count } attachments saved in { $folder }
}
reader-done-filed = “{ $name }” is a document of its own in the Akte.
reader-done-receipt = The receipt is in the Postausgang.
reader-done-printed = Handed to the printer.
invitation-published = Event: { $title }
invitation-request = Invitation: { $title }
invitation-cancelled = Called off: { $title }
invitation-reply = Answer to an invitation: { $title }
invitation-from-to = When: { $begins } to { $ends }
invitation-from = When: { $begins }
invitation-zone = Time zone of the sender: { $zone }
invitation-repeats = Comes again: { $rule }
invitation-place = Where: { $place }
invitation-organizer = Organizer: { $name }
invitation-guests = Guests: { $names }
invitation-accepted = accepted
invitation-declined = declined
invitation-tentative = tentative
print-file-name = Message-{ $id }.pdf
print-page = Page { $page } of { $pages }
einstellungen-program = E-mail program
einstellungen-program-what = Browsers and other programs give links to e-mail addresses (mailto:) and saved messages (.eml) to the e-mail program that is registered with the system.
einstellungen-program-links-own = Links to e-mail addresses are opened by Kontorpost: with an E-Brief.
einstellungen-program-links-other = Links to e-mail addresses are opened by another program: { $name }.
einstellungen-program-links-nobody = No program is chosen for links to e-mail addresses.
einstellungen-program-files-own = Saved messages (.eml) are opened by Kontorpost.
einstellungen-program-files-other = Saved messages (.eml) are opened by another program: { $name }.
einstellungen-program-files-nobody = No program is chosen for saved messages (.eml).
einstellungen-program-register = Regis&ter as e-mail program
einstellungen-program-unregister = &Unregister
einstellungen-program-hint = Holds for your login at this computer, and at once, without saving. Nothing is sent by it: a link only fills in an E-Brief.
einstellungen-program-choose = Kontorpost is registered. Please choose Kontorpost for e-mail on Windows' page “Default apps” now; only a person may do that.
einstellungen-program-practice = A practice office cannot be registered: it ends with its window.
einstellungen-program-impossible = On this system the installer registers Kontorpost.
help-mailprogram = Kontorpost as this user's e-mail program (mailto: links and .eml files)
help-mailprogram-show = Show which program opens them
help-mailprogram-register = Register; with “--data-dir” for that office
help-mailprogram-unregister = Unregister; what was chosen before holds again
call-unknown = Kontorpost cannot open “{ $given }”.
call-advice = What is opened: mailto: links, and files with a message (.eml, .msg). “kontorpost --help” names the commands.
call-too-long = The link is too long for an E-Brief to be made of it.
call-too-long-advice = Please copy the text and paste it into a new E-Brief.
call-too-many = At most { $count } links and files can be opened at once.
call-silent = Kontorpost runs at this workplace already, but does not answer. This is a second window.
call-silent-advice = The second window can be worked in as usual. If the first one does not answer later either, please end it; E-Briefe that are open there are among the drafts except for the last seconds.
help-open = Open in the window: mailto: links as an E-Brief, files (.eml, .msg) to read; without any, the window comes to the front. The word “open” may be left out
help-arg-calls = A mailto: link or a file; can be given several times
mail-file-outside = This message is a file (“{ $name }”) and is not in the office.
mail-file-outlook = This message was saved as a file by Outlook (“{ $name }”). It can be read here but not taken in, because the file does not hold the message the way it was sent.
mail-file-no-account = This message is a file (“{ $name }”) and is not in the office. It can be taken in as soon as an e-mail account is set up.
mail-file-known = This message (“{ $name }”) is in the office already.
mail-file-taken = The message was taken in. The file stays where it is.
mail-file-destroyed = A Verwalter has deleted exactly this message for good; it is not taken in again.
mail-file-quarantined = The message could not be stored and is in quarantine.
mail-file-account = A&ccount:
mail-file-take = Take into the &Posteingang
mail-file-taking = Being taken in ...
mail-file-show = &Show the message in the office
mail-file-missing = The file { $path } is not there.
mail-file-missing-advice = Perhaps it was moved, or the program that it came from has deleted it again. Please save the message as a file there first.
mail-file-unreadable = The file { $path } cannot be read.
mail-file-unreadable-advice = Please check whether you may read the file, and whether the disk or network drive is connected.
mail-file-no-file = “{ $name }” is no file with a message.
mail-file-no-mail = “{ $name }” holds no e-mail that can be read here.
mail-file-no-mail-advice = Messages are opened as .eml or .msg. Other files are opened by the program that they come from; whole mailboxes (mbox) are read in by “kontorpost mail import”.
mail-file-too-large = “{ $name }” is larger than { $limit } MB and is not opened.
mail-file-too-large-advice = “kontorpost mail import” takes larger messages as well.
mail-file-closed = The file that this message lies in has been closed meanwhile. Please open it again.
print-note-hidden = The message held hidden text, which is left out.
help-mail-files = Attachments of a message, those in winmail.dat and signed messages as well
help-mail-save = Save an attachment or all; files that are there stay when all are saved
help-mail-pdf = Save a message as a PDF
help-arg-part = Number of the attachment as “mail files” names it (2 or 2.1)
mail-files-head-part = No.
mail-files-head-name = Name
mail-files-head-type = Type
mail-files-head-size = Size
mail-files-head-note = Note
mail-files-none = No attachments.
mail-files-risky = can hold programs
mail-files-dangerous = program
mail-files-unpacked = unpacked
postausgang-take-back-yes = Take back &anyway

# Diagnosis and log
help-diagnose = Put together what support needs: state, settings and log, without passwords and persons
help-arg-diagnose-out = Target file (zip); must not be there yet
help-arg-show = Show everything in the terminal that stands in the file
help-arg-hide-hosts = Hide the names of servers as well
diagnose-saved = Diagnosis saved: { $path }
window-diagnose = Diagnosis
diagnose-purpose = Everything that support would see, page by page. No passwords, persons, subjects or messages are in it.
diagnose-page-program = Program and system
diagnose-page-settings = Settings
diagnose-page-accounts = Accounts
diagnose-page-receiving = Fetching
diagnose-page-sending = Outbox
diagnose-page-database = Database
diagnose-page-surroundings = Surroundings
diagnose-page-log = Log { $number }
diagnose-page-crash = Crash
diagnose-part-program = Reading program and settings ...
diagnose-part-office = Reading accounts, fetching and outbox ...
diagnose-part-counting = Counting tables ({ $done } of { $all }) ...
diagnose-part-checking = Checking the database ({ $done } of { $all }) ...
diagnose-part-surroundings = Checking disk, proxy and keychain ...
diagnose-part-log = Reading the log ...
diagnose-masking = Hiding persons ...
diagnose-stop = S&top
diagnose-stopped = Stopped. “Make again” starts over.
diagnose-again = &Make again
diagnose-hide-hosts = &Hide server names
diagnose-save = &Save as...
diagnose-zip = Zip file
diagnose-file = Kontorpost-Diagnosis-{ $day }
diagnose-empty = Choose a page on the left.
diagnose-ready = { $pages ->
    [one] One page
   *[other] { $pages } pages
 }, { $size }. Nothing of it has been saved or sent so far.
diagnose-written = Saved: { $path }
diagnose-copy = &Copy page
helping-help = Help   (F1)
helping-diagnose = Diagnosis...
helping-log-folder = Open log folder
helping-about = About Kontorpost
info-changes = Changes:
einstellungen-log = Log
einstellungen-verbose-log = &Detailed log
einstellungen-verbose-log-hint = Writes down for support what happens in detail, for one day; then it ends by itself. Passwords, subjects and addresses are not in it even then.
einstellungen-verbose-log-until = The detailed log runs until { $until }.
## Tray, start at sign-in, receiving without a window

presence-unread = { $count ->
    [0] nothing unread
   *[other] { $count } unread
}
presence-last = last fetched { $at }
presence-nobody = nobody fetches
presence-silent = fetching has stood still since { $since }
presence-sign-in = { $account }: sign-in in the browser is due
tray-open = Open
tray-fetch = Fetch now
tray-fetch-here = Fetch here now
tray-new = New E-Brief
tray-quit = Quit
stay-title = Close window
stay-question = Shall Kontorpost go on running in the tray?
stay-why = Then mail is still fetched and sent, and new e-mails are told of. A click on the envelope beside the clock opens the window again.
stay-again = Do &not ask again
stay-again-hint = It can be changed in Settings, page “Workplace”.
stay-yes = &Go on running
stay-no = &Quit
status-deserted = Nobody fetches
deserted-nobody = Nobody fetches this office’s mail at present; new e-mails do not arrive.
deserted-silent = Fetching stands still: the receiver has shown no sign of life since { $since }. Please end the program that runs it and start it again.
deserted-here = Fetch here now
deserted-settings = Settings…
einstellungen-arbeitsplatz = Workplace
einstellungen-tray = Tray
einstellungen-tray-show = Show an icon Show a symbol &in the trayin the tray
einstellungen-tray-show-hint = An envelope beside the clock with the number of unread e-mails. It turns yellow or red when nobody fetches or an account fails.
einstellungen-tray-stay = &Go on running in the tray when the window is closed
einstellungen-tray-stay-hint = Then mail is still fetched and sent. “Quit” in the menu of the icon really ends the program.
einstellungen-tray-missing = This desktop shows no tray at present. Closing ends the program.
einstellungen-autostart = Sign-in to the computer
einstellungen-autostart-on = Start &when I sign in
einstellungen-autostart-on-hint = Kontorpost starts by itself when you sign in to this computer.
einstellungen-autostart-hidden = &Do not open a window then
einstellungen-autostart-hidden-hint = The program stays in the tray; where there is none, the window opens minimised.
einstellungen-night-hint = Fetching around the clock, without anybody signed in: “kontorpost receiver install” in a terminal.
help-arg-tray = Open no window, only the icon in the tray
help-receiver = Set up receiving without a window (a task on Windows, systemd on Linux)
help-receiver-install = Set up receiving without a window and start it
help-receiver-remove = End receiving without a window and take it away
help-receiver-status = Show whether receiving without a window is set up and running
help-arg-at-logon = Begin at sign-in, not with the machine
night-installed = Receiving without a window is set up: { $name }
night-removed = Receiving without a window is taken away. The mail stays where it is.
night-none = Receiving without a window is not set up.
night-disabled = It is switched off and does not begin by itself.
night-at-boot = It begins with the machine, even if nobody signs in.
night-at-logon = It begins when you sign in.
night-linger = For it to begin with the machine, even if nobody signs in, please run once: loginctl enable-linger
night-keychain = The keychain of the desktop opens with the sign-in only; until then passwords are missing.
night-running = It is running.
night-stopped = It is not running at present.
night-password = Windows is about to ask for the password of this login; it goes to Windows alone.
night-impossible = On this system Kontorpost does not set up receiving without a window by itself.
night-impossible-advice = Please let the system’s own scheduler start “kontorpost receive”.
night-no-manager = { $program } cannot be started on this computer.
night-no-manager-advice = Please have “kontorpost receive” started in another way at sign-in, for example by Settings, page “Workplace”.
night-refused = { $program } refused.
night-refused-tasks-advice = Only an administrator may make a task that begins with the machine: please open the command prompt “as administrator” and enter the password of your Windows login (not the PIN). Without an administrator “kontorpost receiver install --at-logon” works.
night-refused-systemd-advice = Please run this in a session that this person is signed in to. For a service of the whole machine see “systemd” in README.
night-no-home = This login has no folder of its own for settings.
night-not-installed = Receiving without a window is not set up; there is nothing to take away.
night-not-installed-advice = “kontorpost receiver status” shows what is set up. If it belongs to another data directory, please name that with --data-dir.
