# Texte von Kontorpost. Deutsch ist die Vorlage; i18n/en.ftl hat dieselben Schlüssel und Angaben.

## Fehler: Angaben zu einem Konto

form-faults = { $count ->
    [one] Die Kontoangaben haben einen Fehler:
   *[other] Die Kontoangaben haben { $count } Fehler:
}
form-faults-advice = Bitte berichtigen Sie die genannten Angaben. Es wurde nichts gespeichert.
fault-in-line = Zeile { $line }, Feld „{ $field }“: { $fault }
fault-in-field = Feld „{ $field }“: { $fault }
fault-in-file = Zeile { $line }: { $fault }
fault-missing = Angabe fehlt.
fault-address-invalid = „{ $given }“ ist keine E-Mail-Adresse.
fault-host-invalid = „{ $given }“ ist kein Servername.
fault-host-is-url = „{ $given }“ ist eine Internetadresse. Bitte nur den Servernamen angeben, zum Beispiel imap.example.de.
fault-port-invalid = „{ $given }“ ist kein Port. Erlaubt sind 1 bis 65535.
fault-control-character = Zeilenumbrüche und Steuerzeichen sind nicht erlaubt.
fault-word-unknown = „{ $given }“ gibt es hier nicht. Erlaubt: { $allowed }.
fault-number-invalid = „{ $given }“ ist nicht erlaubt. Erlaubt sind ganze Zahlen von { $min } bis { $max }.
fault-cloud-needs-oauth = Microsoft 365 nimmt keine Kennwörter an. Bitte als Authentifizierung „OAuth2“ wählen und sich im Browser anmelden.
fault-url-invalid = „{ $given }“ ist keine Adresse eines Exchange-Servers. Bitte einen Servernamen wie mail.kanzlei.de oder die ganze Adresse wie https://mail.kanzlei.de/EWS/Exchange.asmx eingeben.
fault-outgoing-not-with-exchange = Ein Exchange-Konto sendet über seinen Exchange-Server; ein Postausgangsserver ist hier nicht möglich.
fault-only-with-exchange = Diese Angabe gibt es nur bei MS Exchange-Server.
fault-owner-needed = Die Betriebsart „{ $mode }“ braucht einen Benutzer (Nummer 1 bis 999) oder "zentral".
fault-owner-not-allowed = Die Betriebsart „{ $mode }“ hat keinen Benutzer.
fault-datenpool-not-allowed = Ein Konto der Betriebsart „Posteingang“ gehört zum Hauptdatenpool.
fault-app-copy-not-allowed = Eine Kopie an die App gibt es nur mit der Betriebsart „Postkorb“.
fault-kanzlei-not-allowed = Das Kanzlei E-Mail Konto muss auf „Posteingang“ stehen, nicht auf „{ $mode }“.
fault-kanzlei-taken = Kanzlei E-Mail Konto ist schon „{ $name }“. Es kann nur eines geben; auf der Befehlszeile setzt --move die Kennzeichnung um.
fault-folders-not-with-pop3 = POP3 kennt nur den Posteingang (INBOX).
fault-folder-twice = Der Ordner „{ $name }“ steht zweimal da.
fault-days-without-remove = Diese Angabe gilt nur zusammen mit after_fetch = "remove".
fault-same-without-incoming = Ohne Posteingangsserver gibt es keine gleiche Anmeldung. Bitte "own" oder "none" angeben.
fault-benutzer-unknown = Es gibt keinen Benutzer { $name }.
fault-datenpool-unknown = Es gibt keinen Datenpool „{ $name }“.
fault-app-geraet-unknown = Es gibt kein App-Gerät „{ $name }“.
fault-preset-unknown = Es gibt keine Voreinstellung „{ $name }“.
fault-preset-without-protocol = { $name } bietet dieses Protokoll nicht an, oder der Servername ist bei jedem Kunden ein anderer. Bitte den Server angeben.
fault-preset-needs-user = Bei { $name } ergibt sich der Benutzername nicht aus der Adresse. Bitte angeben.
fault-key-unknown = Den Schlüssel „{ $name }“ gibt es nicht.
fault-type-wrong = Hier wird { $wanted } erwartet.
fault-secret-not-allowed = Ein Kennwort gehört nicht in diese Datei. Bitte hier löschen und getrennt angeben: im Dialog „E-Mail Konto“ oder mit --password-stdin.
fault-given-twice = Diese Angabe steht an zwei Stellen der Datei.
fault-not-toml = Die Datei ist kein gültiges TOML: { $detail }
type-text = ein Text in Anführungszeichen
type-boolean = true oder false
type-number = eine ganze Zahl
type-list = eine Liste von Texten, zum Beispiel ["INBOX"]
type-table = ein Abschnitt in eckigen Klammern

## Fehler: Stammdaten

stammdaten-faults = Das lässt sich so nicht speichern:
stammdaten-name-missing = Der Name fehlt.
stammdaten-address-invalid = „{ $given }“ ist keine E-Mail-Adresse.
stammdaten-number-invalid = „{ $given }“ ist keine Benutzernummer. Erlaubt sind 1 bis 999.
stammdaten-taken = „{ $name }“ gibt es schon.
stammdaten-login-taken = Der Anmeldename gehört schon zu „{ $name }“.
stammdaten-unknown = „{ $name }“ gibt es nicht.
stammdaten-last-verwalter = Mindestens ein aktueller Benutzer muss Verwalter bleiben.
stammdaten-in-use = Wird noch verwendet von: { $names }.

## Fehler: Datenbank

storage-disk-full = Der Datenträger ist voll.
storage-disk-full-advice = Bitte Platz schaffen. Der bisherige Stand ist unverändert; auf dem Server wurde nichts gelöscht, was nicht gespeichert ist.
storage-access = Kein Zugriff auf { $path }.
storage-access-advice = Bitte prüfen, ob das Verzeichnis vorhanden und beschreibbar ist und die Datei noch nicht besteht.
storage-network-share = { $path } liegt auf einem Netzlaufwerk ({ $kind }).
storage-network-share-advice = Die Sperren der Datenbank halten dort nicht, und Post könnte verloren gehen. Bitte ein Verzeichnis auf einer Platte dieses Rechners wählen.
storage-damaged = Die Datenbankdatei ist beschädigt oder keine Kontorpost-Datenbank.
storage-damaged-advice = Bitte nichts löschen. Sichern Sie das Datenverzeichnis und spielen Sie die letzte Sicherung mit „kontorpost backup restore“ ein.
storage-newer = Die Datenbank stammt von einer neueren Version des Programms (Stand { $found }, bekannt ist { $known }).
storage-newer-advice = Bitte diese Installation aktualisieren. Die Datenbank wurde nicht verändert.
storage-busy = Ein anderer Vorgang hält die Datenbank seit längerem fest.
storage-busy-advice = Bitte in einer Minute noch einmal versuchen.
storage-no-account = Ein Konto mit der Nummer { $id } gibt es nicht.
storage-no-account-advice = „kontorpost account list“ zeigt alle Konten mit ihren Nummern.
storage-no-mail = Eine Nachricht mit der Nummer { $id } gibt es nicht.
storage-no-document = Dieses Dokument oder diese Akte gibt es nicht mehr. Bitte die Akte neu öffnen.
storage-no-quarantine = In der Quarantäne liegt nichts unter der Nummer { $id }.
storage-no-run = Einen Abruf mit der Nummer { $id } gibt es nicht.
storage-other = Die Datenbank meldet einen Fehler.

## Fehler: Kennwörter

secrets-no-keychain = Auf diesem Rechner läuft kein Schlüsselbund, in dem das Kennwort sicher liegen kann.
secrets-no-keychain-advice = Auswege: auf einem Rechner mit Bildschirm anmelden und dort den Schlüsselbund starten (zum Beispiel gnome-keyring oder KWallet), oder für einen Empfänger ohne Bildschirm das Kennwort als systemd-Credential „kontorpost.<Kontonummer>.incoming“ bereitstellen. Auf die Platte schreibt Kontorpost nie ein Kennwort.
secrets-no-rotation = Auf diesem Rechner kann eine Anmeldung im Browser nicht sicher aufbewahrt werden; Konten mit dieser Anmeldung werden hier nicht abgerufen.
secrets-no-rotation-advice = Solche Anmeldungen ändern sich laufend. Nötig ist ein Schlüsselbund (Rechner mit Bildschirm) oder, für den Empfänger als Dienst, ein Zustandsverzeichnis und „systemd-creds“, das dort verschlüsseln darf: als root oder ab systemd 256 auch als anderer Benutzer.
secrets-locked = Der Schlüsselbund ist gesperrt oder verweigert den Zugriff.
secrets-locked-advice = Bitte den Schlüsselbund entsperren und noch einmal versuchen.
secrets-credential = Die Kennwortdatei { $path } ist nicht lesbar.
secrets-other = Der Schlüsselbund meldet einen Fehler.
secret-missing = Für Konto { $id } ist kein Kennwort hinterlegt.
secret-missing-advice = Bitte mit „kontorpost account password { $id } --stdin“ hinterlegen.

## Anmeldung im Browser

oauth-provider-microsoft = Microsoft 365 / Outlook.com
oauth-provider-google = Google Mail / Workspace
oauth-provider-own = eigener Anmeldedienst
oauth-no-client = Für diesen Anbieter ist keine App-Registrierung hinterlegt: { $provider }.
oauth-no-client-advice = Ein Verwalter legt Kontorpost einmal beim Anbieter an und übernimmt die Datei mit der Anwendungs-ID („kontorpost account oauth-client import DATEI“ oder im Kontofenster unter „App-Registrierung…“).
oauth-not-signed-in = Für dieses Konto hat sich noch niemand im Browser angemeldet.
oauth-not-signed-in-advice = Bitte im Konto auf „Im Browser anmelden…“ klicken.
oauth-sign-in-again-advice = Bitte im Konto auf „Im Browser anmelden…“ klicken oder „kontorpost account signin { $id }“ ausführen.
oauth-ended = Die Anmeldung beim Anbieter ist abgelaufen oder wurde beendet.
oauth-ended-advice = Bitte im Konto auf „Im Browser anmelden…“ klicken. Nach einem neuen Kennwort beim Anbieter ist das immer nötig.
oauth-consent = Ein Administrator muss Kontorpost beim Anbieter erst zustimmen.
oauth-consent-advice = Bitte den Administrator Ihres Microsoft-365- oder Google-Verzeichnisses bitten, der Anwendung zuzustimmen („Administratorzustimmung erteilen“), und sich danach erneut anmelden.
oauth-second-factor = Der Anbieter verlangt eine weitere Bestätigung (zweiter Faktor).
oauth-second-factor-advice = Bitte erneut im Browser anmelden und dort die Bestätigung abschließen.
oauth-policy = Eine Richtlinie Ihrer Organisation verbietet diese Anmeldung.
oauth-policy-advice = Bitte den Administrator fragen: Richtlinien für bedingten Zugriff können Geräte, Orte oder die Anmeldung mit Code ausschließen.
oauth-user = Diese Person darf die Anwendung nicht benutzen.
oauth-user-advice = Bitte mit dem richtigen Benutzer anmelden, oder den Administrator bitten, ihn der Anwendung zuzuweisen.
oauth-personal = Ein privates Microsoft-Konto (Outlook.com, Hotmail) und die App-Registrierung passen nicht zusammen.
oauth-personal-advice = In der App-Registrierung als Verzeichnis-ID (Mandant) „consumers“ eintragen, für private und geschäftliche Konten zugleich „common“. Bei Microsoft muss die Registrierung dafür auch „Persönliche Microsoft-Konten“ zulassen.
oauth-app-unknown = Der Anbieter kennt die hinterlegte Anwendung oder das Verzeichnis nicht.
oauth-app-unknown-advice = Bitte Anwendungs-ID (Client) und Verzeichnis-ID (Mandant) der App-Registrierung prüfen.
oauth-app-set-up = Die Anwendung ist beim Anbieter nicht passend eingerichtet.
oauth-app-set-up-advice = Bitte bei Microsoft die Plattform „Mobilgerät- und Desktopanwendungen“ mit der Adresse http://localhost eintragen und „Öffentliche Clientflows zulassen“ einschalten; bei Google den Typ „Desktop-App“ wählen.
oauth-client-key = Der Clientschlüssel der App-Registrierung fehlt oder stimmt nicht.
oauth-client-key-advice = Bitte die Datei mit der App-Registrierung erneut übernehmen; Google braucht zusätzlich den Clientschlüssel.
oauth-scope = Der Anbieter gewährt den Zugriff auf das Postfach nicht.
oauth-scope-advice = Bitte in der App-Registrierung die Berechtigungen für E-Mail eintragen (IMAP, POP, SMTP) und erneut anmelden.
oauth-denied = Die Anmeldung wurde im Browser abgelehnt.
oauth-denied-advice = Bitte erneut anmelden und den Zugriff auf das Postfach erlauben.
oauth-timed-out = Die Anmeldung im Browser wurde nicht rechtzeitig abgeschlossen.
oauth-timed-out-advice = Bitte erneut auf „Im Browser anmelden…“ klicken und die Anmeldung innerhalb von fünf Minuten abschließen.
oauth-cancelled = Die Anmeldung wurde abgebrochen.
oauth-no-device-code = Die Anmeldung mit Code ist bei diesem Anbieter nicht möglich: { $provider }.
oauth-no-device-code-advice = Bitte auf einem Rechner mit Browser anmelden.
oauth-unreachable = Der Anmeldedienst des Anbieters ist nicht erreichbar.
oauth-unreachable-advice = Bitte die Internetverbindung prüfen. Kontorpost versucht es beim nächsten Abruf erneut.
oauth-answer = Der Anmeldedienst hat eine unverständliche Antwort gegeben.
oauth-answer-advice = Bitte später erneut versuchen; bei einem eigenen Anmeldedienst die Adresse prüfen.
oauth-refused = Der Anmeldedienst hat die Anmeldung abgelehnt.
oauth-again-advice = Bitte erneut auf „Im Browser anmelden…“ klicken.
oauth-left-microsoft = Hier ist die Anmeldung gelöscht. Bei Microsoft lässt sie sich unter „myapps.microsoft.com“ (Berechtigungen) ganz entziehen.
oauth-left-other = Hier ist die Anmeldung gelöscht. Beim Anbieter konnte sie nicht beendet werden; bitte dort in den Kontoeinstellungen unter „Sicherheit“ nachsehen.
signin-password-account = Konto { $id } meldet sich mit einem Kennwort an. Für die Anmeldung im Browser bitte in der Roll-out-Datei unter [incoming] auth = "oauth2" eintragen.
signin-opened = Der Browser öffnet sich. Falls nicht, bitte diese Adresse öffnen:
signin-open-yourself = Bitte diese Adresse auf diesem Rechner im Browser öffnen:
signin-code = Bitte auf einem beliebigen Gerät die Seite { $page } öffnen und den Code { $code } eingeben (gültig { $minutes } Minuten).
signin-done = Konto { $id } ist angemeldet als { $name }.
signin-ends = Ohne Erneuerung läuft die Anmeldung ab am { $moment }.
signout-done = Konto { $id } ist abgemeldet.
oauth-client-kept = Die App-Registrierung ist übernommen: { $provider }.
oauth-client-removed = Die App-Registrierung ist entfernt: { $provider }.
oauth-client-none = Es ist keine App-Registrierung hinterlegt.
help-account-signin = Ein Konto im Browser beim Anbieter anmelden
help-account-signout = Die Anmeldung eines Kontos beenden
help-account-oauth-client = App-Registrierungen bei Microsoft, Google oder einem eigenen Anmeldedienst
help-account-oauth-client-list = Hinterlegte App-Registrierungen
help-account-oauth-client-import = App-Registrierung aus einer Datei übernehmen
help-account-oauth-client-remove = App-Registrierung entfernen
help-account-oauth-client-guide = Schritt für Schritt: so wird Kontorpost beim Anbieter registriert
help-arg-device = Mit einem Code anmelden, der auf einem anderen Gerät eingegeben wird
help-arg-provider = Anbieter: microsoft, google oder own
oauth-guide-microsoft =
    Kontorpost bei Microsoft 365 registrieren (einmal für das ganze Haus, als Administrator):
    1. Im Browser „entra.microsoft.com“ öffnen und anmelden.
    2. „Identität“ > „Anwendungen“ > „App-Registrierungen“ > „Neue Registrierung“.
    3. Name: Kontorpost. Unterstützte Kontotypen: „Nur Konten in diesem Organisationsverzeichnis“.
    4. Umleitungs-URI: „Öffentlicher Client/nativ (mobil und Desktop)“ und dazu die Adresse http://localhost eintragen, dann „Registrieren“.
    5. Unter „Authentifizierung“ die Einstellung „Öffentliche Clientflows zulassen“ auf „Ja“ stellen und speichern.
    6. Unter „API-Berechtigungen“ > „Berechtigung hinzufügen“ > „Microsoft Graph“ > „Delegierte Berechtigungen“ wählen: IMAP.AccessAsUser.All, POP.AccessAsUser.All, SMTP.Send, offline_access; für Postfächer über Graph auch Mail.ReadWrite, Mail.Send und User.Read.
    7. „Administratorzustimmung erteilen“ anklicken.
    8. Von der Übersicht „Anwendungs-ID (Client)“ und „Verzeichnis-ID (Mandant)“ in eine Textdatei schreiben:
    provider = "microsoft"
    client_id = "Anwendungs-ID"
    tenant = "Verzeichnis-ID"
    9. Die Datei in Kontorpost übernehmen. Ein geheimer Clientschlüssel wird nicht gebraucht.
    Je Anbieter gibt es eine Registrierung, und eine genügt: Hat das Haus mehrere Verzeichnisse (Mandanten), in Schritt 3 „Konten in einem beliebigen Organisationsverzeichnis“ wählen und tenant = "organizations" eintragen; jeder Mandant stimmt bei der ersten Anmeldung selbst zu.
    Für private Konten bei Outlook.com oder Hotmail in Schritt 3 auch „Persönliche Microsoft-Konten“ zulassen und tenant = "consumers" eintragen, für beide Arten zugleich tenant = "common".
oauth-guide-google =
    Kontorpost bei Google registrieren (einmal für das ganze Haus, als Administrator):
    1. Im Browser „console.cloud.google.com“ öffnen, anmelden und ein Projekt anlegen.
    2. „APIs und Dienste“ > „Bibliothek“: die „Gmail API“ einschalten.
    3. „OAuth-Zustimmungsbildschirm“: mit Google Workspace den Nutzertyp „Intern“ wählen. Mit „Extern“ im Status „Test“ endet jede Anmeldung nach sieben Tagen.
    4. Unter „Datenzugriff“ den Bereich https://mail.google.com/ hinzufügen.
    5. „Anmeldedaten“ > „Anmeldedaten erstellen“ > „OAuth-Client-ID“, Anwendungstyp „Desktop-App“, Name Kontorpost.
    6. Client-ID und Clientschlüssel in eine Textdatei schreiben:
    provider = "google"
    client_id = "Client-ID"
    client_key = "Clientschlüssel"
    7. Die Datei in Kontorpost übernehmen. Der Clientschlüssel wird im Schlüsselbund abgelegt; die Datei danach bitte löschen.
oauth-guide-own =
    Kontorpost bei einem eigenen Anmeldedienst (OpenID Connect) registrieren:
    1. Einen öffentlichen Client (native Anwendung, ohne Geheimnis) mit PKCE und der Umleitungsadresse http://127.0.0.1/callback anlegen; der Port wechselt bei jeder Anmeldung.
    2. Die Abläufe „Authorization Code“ und „Refresh Token“ erlauben, auf Wunsch auch „Device Code“.
    3. Den Mailserver so einstellen, dass er die ausgestellten Zugriffstoken annimmt (XOAUTH2).
    4. In eine Textdatei schreiben:
    provider = "own"
    client_id = "Client-ID"
    issuer = "Adresse des Anmeldedienstes"
    scope = "Bereich für E-Mail, falls nötig"
    5. Die Datei in Kontorpost übernehmen.
account-not-signed-in = Es hat sich noch niemand angemeldet. Bitte mit „kontorpost account signin { $id }“ nachholen.
oauth-signed-in-as = angemeldet als { $name }
oauth-signed-in = angemeldet
oauth-ends = Anmeldung läuft ohne Erneuerung ab am { $moment }
oauth-ends-soon = Anmeldung läuft ab am { $moment } – bitte erneuern
account-label-auth = &Authentifizierung:
account-label-sign-in = Anmeldung:
account-not-signed-in-to-send = Für das Senden hat sich noch niemand angemeldet. Bitte mit „kontorpost account signin { $id } --outgoing“ nachholen.
account-not-signed-in-yet = noch nicht angemeldet
account-button-sign-in = Im Br&owser anmelden...
account-button-renew = Im Br&owser erneuern...
account-button-sign-out = Abmelden
account-button-registration = App-Registrierung...
account-no-client-advice = Ein Verwalter hinterlegt sie einmal für die ganze Kanzlei unter „App-Registrierung...“; dort steht Schritt für Schritt, wie es geht.
account-sign-in-unsaved = Die neue Anmeldung wird mit „OK und Schließen“ gespeichert.
window-sign-in = Im Browser anmelden
sign-in-purpose = Anbieter: { $provider }. Ihr Kennwort geben Sie nur beim Anbieter ein, nie in Kontorpost.
sign-in-beginning = Die Anmeldung wird vorbereitet…
sign-in-waiting = Kontorpost wartet auf den Browser…
sign-in-steps = Im Browser öffnet sich die Anmeldeseite des Anbieters. Bitte dort als { $address } anmelden und den Zugriff auf das Postfach erlauben. Danach schließt sich dieses Fenster von selbst.
sign-in-no-page = Öffnet sich keine Seite? „Link kopieren“ und auf diesem Rechner in die Adresszeile des Browsers einfügen. Nach fünf Minuten endet der Versuch.
sign-in-copied = Der Link ist kopiert. Bitte auf diesem Rechner in die Adresszeile des Browsers einfügen.
sign-in-waiting-code = Kontorpost wartet auf die Eingabe des Codes…
sign-in-code-page = Bitte auf einem beliebigen Gerät die Seite { $page } öffnen, diesen Code eingeben und den Zugriff auf das Postfach erlauben:
sign-in-code-minutes = { $minutes ->
    [one] Der Code gilt eine Minute.
   *[other] Der Code gilt { $minutes } Minuten.
} Geben Sie dort nur einen Code ein, den Kontorpost Ihnen gerade selbst zeigt, nie einen aus einer Nachricht.
sign-in-code-copied = Der Code ist kopiert.
sign-in-no-browser = Auf diesem Rechner lässt sich kein Browser öffnen. Bitte „Link kopieren“ verwenden oder mit Code anmelden.
sign-in-copy-link = &Link kopieren
sign-in-copy-code = Code &kopieren
sign-in-open-again = Seite erneut &öffnen
sign-in-with-code = Mit &Code anmelden...
sign-in-again = Erneut &versuchen
sign-out-question = Die Anmeldung dieses Kontos beenden? Bis zur nächsten Anmeldung wird es weder abgerufen noch zum Senden benutzt.
sign-out-yes = A&bmelden
window-app-registration = App-Registrierung
app-purpose = Womit sich Kontorpost bei Microsoft, Google oder einem eigenen Anmeldedienst ausweist; einmal für die ganze Kanzlei.
app-label-provider = A&nbieter:
app-label-client = Anwendungs-ID (&Client):
app-label-tenant = &Verzeichnis-ID (Mandant):
app-label-key = Client&schlüssel:
app-label-issuer = Ad&resse des Anmeldedienstes:
app-label-scope = &Bereich (Scope):
app-label-guide = Schritt für Schritt
app-key-kept = Es ist ein Clientschlüssel gespeichert. Leer lassen heißt: unverändert.
app-button-import = Aus &Datei übernehmen...
app-button-remove = Ent&fernen
app-file-kind = App-Registrierung
app-no-file-dialog = Auf diesem Rechner lässt sich kein Dateifenster öffnen. Bitte die Angaben eintippen oder „kontorpost account oauth-client import DATEI“ benutzen.
app-remove-question = Die App-Registrierung entfernen ({ $provider })? Konten mit dieser Anmeldung werden dann nicht mehr abgerufen.
app-remove-yes = Ent&fernen
accounts-sign-in-ends = Die Anmeldung im Browser für „{ $name }“ läuft ab am { $moment }.
accounts-sign-in-needed = Für „{ $name }“ ist eine Anmeldung im Browser nötig; bis dahin wird nichts abgerufen.
accounts-sign-in-needed-to-send = Für das Senden mit „{ $name }“ ist eine Anmeldung im Browser nötig; bis dahin warten die E-Briefe.
desk-sign-in-now = Jetzt anmelden...
desk-sign-in-more = (und { $count } weitere)
desk-sign-in-verwalter = Bitte einen Verwalter darum bitten.
accounts-button-renew = Im Browser anmelden...
class-oauth-no-client = Für diesen Anbieter ist keine App-Registrierung hinterlegt.
oauth-page-done = Kontorpost hat die Anmeldung erhalten. Sie können dieses Fenster schließen und zu Kontorpost zurückkehren.
oauth-page-refused = Der Anbieter hat die Anmeldung abgelehnt. Näheres steht in Kontorpost; dieses Fenster können Sie schließen.
oauth-page-foreign = Diese Antwort gehört nicht zu der Anmeldung, auf die Kontorpost wartet. Bitte die Anmeldung in Kontorpost neu beginnen.
oauth-page-used = Diese Anmeldung ist schon abgeschlossen. Sie können dieses Fenster schließen.
class-oauth-token-refused = Der Mailserver nimmt die Anmeldung im Browser für dieses Postfach nicht an.
class-oauth-token-refused-advice = Bitte prüfen, ob mit dem richtigen Benutzer angemeldet wurde, ob der Benutzername zum Postfach gehört und ob IMAP, POP oder SMTP für das Postfach freigegeben ist.

## Fehler: Mailserver

step-resolve = Name auflösen
step-connect = Verbinden
step-encrypt = Verschlüsseln
step-certificate = Zertifikat prüfen
step-greeting = Begrüßung
step-capabilities = Fähigkeiten abfragen
step-login = Anmelden
step-mailbox = Ordner öffnen
step-list = Nachrichten auflisten
step-fetch = Nachrichten abrufen
step-remove = Auf dem Server entfernen
step-close = Abmelden
transport-at-step = Schritt „{ $step }“: { $cause }
cause-name-unknown = Den Servernamen gibt es nicht. Bitte auf Tippfehler prüfen.
cause-unreachable = Der Server ist nicht erreichbar. Bitte die Netzverbindung prüfen.
cause-refused = Der Server nimmt auf diesem Port keine Verbindung an. Bitte Port und Server prüfen.
cause-timeout = Der Server antwortet nicht. Vielleicht wird er gewartet, oder eine Firewall sperrt den Weg.
cause-closed = Der Server hat die Verbindung mitten im Gespräch beendet.
cause-certificate-name = Das Zertifikat gehört zu einem anderen Namen: { $names }.
cause-certificate-expired = Das Zertifikat des Servers ist abgelaufen.
cause-certificate-not-yet-valid = Das Zertifikat des Servers gilt noch nicht. Bitte die Uhr dieses Rechners prüfen.
cause-certificate-self-signed = Das Zertifikat hat der Server sich selbst ausgestellt.
cause-certificate-unknown-issuer = Das Zertifikat stammt von einer unbekannten Stelle.
cause-certificate-revoked = Das Zertifikat wurde widerrufen.
cause-certificate-other = Das Zertifikat ist nicht in Ordnung.
certificate-advice = Fingerabdruck (SHA-256): { $fingerprint }. Nur wenn Ihr Betreuer diesen Fingerabdruck bestätigt: „kontorpost account trust { $id } --fingerprint { $fingerprint }“.
cause-tls-version = Der Server kann nur veraltete Verschlüsselung (TLS 1.0 oder 1.1).
cause-not-tls = Auf diesem Port spricht der Server unverschlüsselt. Bitte "starttls" oder einen anderen Port wählen.
cause-tls-other = Die Verschlüsselung kommt nicht zustande.
cause-starttls-missing = Der Server bietet auf diesem Port keine Verschlüsselung (STARTTLS) an.
cause-starttls-refused = Der Server verweigert die Verschlüsselung (STARTTLS).
cause-injected = Vor der Verschlüsselung kamen fremde Daten an. Die Verbindung wurde aus Sicherheitsgründen beendet.
cause-login-rejected = Benutzername oder Kennwort wurde abgelehnt.
cause-mechanism-missing = Der Server bietet keine passende Art der Anmeldung an.
cause-temporary = Der Server bittet, es später noch einmal zu versuchen.
cause-server-refused = Der Server hat den Befehl abgelehnt.
cause-wrong-protocol = Hier antwortet ein anderer Dienst. Bitte Servertyp und Port prüfen.
cause-protocol = Der Server antwortet nicht regelgerecht.
cause-too-large = Eine Antwort des Servers ist größer als erlaubt.
cause-bad-input = Benutzername oder Kennwort enthält einen Zeilenumbruch.
cause-stopped = Der Vorgang wurde beendet.
login-rejected-advice = Konto { $id } ist angehalten, damit der Anbieter es nicht sperrt. Neues Kennwort: „kontorpost account password { $id } --stdin“; noch einmal versuchen: „kontorpost receive --once --account { $id }“.

## Fehler: allgemein

error-word = Fehler: { $message }
error-paused = Konto { $id } ist angehalten, weil die letzte Anmeldung abgelehnt wurde.
error-not-fetched = Konto { $id } wird nicht abgerufen: Es ist nicht aktiv oder dient nur dem Senden.
error-receiver-runs = Für dieses Datenverzeichnis läuft schon ein Empfänger.
error-receiver-runs-by = Für dieses Datenverzeichnis läuft schon ein Empfänger: { $login } auf { $host }, Prozess { $pid }, seit { $since }.
error-receiver-runs-advice = Bitte diesen beenden oder warten, bis er fertig ist.
error-nobody-acts = Zum Anmeldenamen „{ $login }“ gehört kein aktueller Benutzer.
error-nobody-acts-advice = Ein Verwalter kann Ihren Anmeldenamen in den Stammdaten bei Ihrem Benutzer eintragen. Auf der Befehlszeile sagt --user N, wer handelt.
error-unknown-benutzer = Einen Benutzer { $number } gibt es nicht.
error-not-verwalter = Benutzer { $number } ist kein Verwalter und darf das nicht ändern.
error-file = { $path } lässt sich nicht lesen oder schreiben.
error-no-raw-kept = Zu Nummer { $id } in der Quarantäne ist keine Nachricht gespeichert: Der Server hat sie nicht herausgegeben.
error-stopped = Der Abruf wurde beendet. Was gespeichert ist, bleibt; der Rest kommt beim nächsten Mal.
error-practice = Das Übungsbüro ließ sich nicht starten.
error-internal = Im Programm ist etwas schiefgegangen.
error-no-data-dir = Es gibt kein persönliches Verzeichnis für die Daten. Bitte --data-dir angeben.
error-detail = Einzelheit: { $detail }
settings-ignored = Hinweis: In settings.toml ist „{ $key }“ nicht brauchbar; es gilt die Vorgabe.

## Aufruf

usage-unknown-argument = Die Angabe „{ $argument }“ gibt es hier nicht.
usage-unknown-command = Den Befehl „{ $command }“ gibt es nicht.
usage-missing-argument = Es fehlt: { $argument }
usage-missing-command = Es fehlt ein Befehl.
usage-invalid-value = „{ $value }“ passt nicht zu { $argument }.
usage-conflict = { $argument } lässt sich nicht mit den anderen Angaben verbinden.
usage-other = Der Aufruf ist so nicht möglich: { $detail }
usage-see-help = „kontorpost { $command }--help“ zeigt, wie es geht.
usage-heading = Aufruf:
usage-commands = Befehle
usage-options = Angaben

## Konten

account-added = Konto { $id } angelegt: { $name } <{ $address }>.
account-revived = Konto { $id } wieder aufgenommen: { $name } <{ $address }>. { $mails ->
    [one] Eine gespeicherte Nachricht gehört
   *[other] { $mails } gespeicherte Nachrichten gehören
} wieder dazu; nichts davon wird doppelt abgerufen.
account-no-password = Noch ist kein Kennwort hinterlegt: „kontorpost account password { $id } --stdin“.
account-unencrypted = Achtung: Die Verbindung zu { $host } ist unverschlüsselt. Kennwort und Post kann unterwegs jeder mitlesen.
account-edited = Konto { $id } geändert.
account-password-kept = Kennwort für Konto { $id } liegt im Schlüsselbund.
account-password-empty = Es kam kein Kennwort an. Nichts wurde geändert.
secrets-ask-forget = Alle Kennwörter und Anmeldungen dieses Büros aus dem Schlüsselbund dieser Anmeldung löschen? Danach wird hier nicht mehr abgerufen und gesendet. Bitte „ja“ eingeben:
secrets-forgotten = Der Schlüsselbund dieser Anmeldung enthält keine Kennwörter und Anmeldungen dieses Büros mehr. Konten und Post sind unverändert.
account-removed = Konto { $id } entfernt. { $mails ->
    [one] Eine gespeicherte Nachricht bleibt
   *[other] { $mails } gespeicherte Nachrichten bleiben
} erhalten, das Kennwort ist gelöscht.
account-none = Es gibt noch kein Konto.
account-trusted = Dem Zertifikat { $fingerprint } wird für { $host }:{ $port } vertraut.
account-untrusted = { $count ->
    [one] Eine Ausnahme
   *[other] { $count } Ausnahmen
} für Zertifikate zurückgenommen.
account-head-id = Nr.
account-head-active = Aktiv
account-head-name = E-Mail Konto
account-head-mode = Empfangen / Senden
account-head-server = Server
account-head-state = Zustand
mode-posteingang = Posteingang
mode-postkorb = Postkorb
mode-nur-senden = Nur Senden
mode-einlesen = Einlesen
mode-scanner = Scanner
yes = ja
no = nein

## Stammdaten

benutzer-added = Benutzer { $number } angelegt: { $name }.
benutzer-first = Er ist der erste Benutzer und deshalb Verwalter.
benutzer-edited = Benutzer { $number } geändert.
benutzer-removed = Benutzer { $number } entfernt.
benutzer-head-number = Nr.
benutzer-head-name = Name
benutzer-head-address = E-Mail
benutzer-head-current = Aktuell
benutzer-head-login = Anmeldename
benutzer-head-verwalter = Verwalter
pool-added = Datenpool „{ $name }“ angelegt.
pool-edited = Datenpool „{ $name }“ heißt jetzt „{ $new }“.
pool-removed = Datenpool „{ $name }“ entfernt.
pool-head-name = Datenpool
geraet-added = App-Gerät „{ $name }“ angelegt.
geraet-edited = App-Gerät „{ $name }“ geändert.
geraet-removed = App-Gerät „{ $name }“ entfernt.
geraet-head-name = App-Gerät
geraet-head-benutzer = Benutzer
geraet-head-address = E-Mail
geraet-head-confirmed = Bestätigt
list-empty = Noch nichts vorhanden.

## Empfang

receive-started = { $accounts ->
    [0] Kein Konto wird abgerufen.
    [one] Ein Konto wird abgerufen.
   *[other] { $accounts } Konten werden abgerufen.
}
receive-begun = { $account }: Abruf beginnt.
receive-listed = { $account }: { $server } auf dem Server, { $new } abzurufen.
receive-progress = { $account }: { $stored } von { $total } gespeichert.
receive-imported = { $account }: { $stored ->
    [one] eine neue Nachricht
   *[other] { $stored } neue Nachrichten
}.
receive-imported-altbestand = { $account }: { $stored ->
    [one] eine Nachricht
   *[other] { $stored } Nachrichten
} aus dem Altbestand übernommen.
receive-quarantined = { $account }: { $count ->
    [one] Eine Nachricht liegt
   *[other] { $count } Nachrichten liegen
} in der Quarantäne („kontorpost quarantine list“).
receive-not-removed = { $account }: Der Server hat Nachrichten nicht gelöscht, obwohl das Konto es verlangt. Der Grund steht im Abrufbuch bei Abruf { $run } („kontorpost ledger“).
receive-finished = { $account }: Server { $server } · neu { $new } · gespeichert { $stored } · Quarantäne { $quarantined } · übersprungen { $skipped } · entfernt { $removed } · { $balance }
receive-balanced = Summe stimmt
receive-unbalanced = Summe stimmt NICHT (Abruf { $run })
receive-failed = { $account }: { $message }
receive-next = { $account }: nächster Versuch { $at }.
receive-stopping = Wird beendet …
receive-ended = Empfänger beendet.
receive-nothing-failed = Fertig.
receive-some-failed = { $failed ->
    [one] Bei einem Konto gab es eine Störung.
   *[other] Bei { $failed } Konten gab es Störungen.
}

## Post

mail-head-id = Nr.
mail-head-date = Datum
mail-head-from = Absender
mail-head-subject = Betreff
mail-head-attachments = Anlagen
mail-head-size = Größe
mail-none = Keine Nachrichten.
mail-more = { $shown } von { $all } Nachrichten. Weitere mit --offset.
mail-from = Von:
mail-to = An:
mail-cc = Kopie:
mail-date = Datum:
mail-subject = Betreff:
mail-account = Konto:
mail-attachment = Anlage: { $name } ({ $kind }, { $size })
mail-no-subject = (ohne Betreff)
mail-note-unreadable = Hinweis: Diese Nachricht ist nicht regelgerecht. Sie ist vollständig gespeichert und wird gezeigt, soweit es geht.
mail-note-text-cut = Hinweis: Der Text ist für die Anzeige gekürzt. Gespeichert ist die Nachricht vollständig.
mail-note-server-stub = Hinweis: Der Server konnte das Original nicht umwandeln und hat einen Ersatztext geliefert. Das Original liegt nur auf dem Server und wird dort nie gelöscht.
mail-exported = { $size } nach { $path } geschrieben.
mail-all-exported = { $count ->
    [one] Eine Nachricht
   *[other] { $count } Nachrichten
} nach { $path } geschrieben.
progress-export = Nachrichten werden geschrieben
progress-check = Nachrichten werden geprüft

## Quarantäne

quarantine-empty = Die Quarantäne ist leer.
quarantine-head-id = Nr.
quarantine-head-account = Konto
quarantine-head-remote = Auf dem Server
quarantine-head-reason = Grund
quarantine-head-attempts = Versuche
quarantine-head-last = Zuletzt
quarantine-refused = Server gibt sie nicht heraus
quarantine-too-large = zu groß
quarantine-not-stored = ließ sich nicht speichern
quarantine-retry = Nummer { $id } wird beim nächsten Abruf noch einmal versucht.
quarantine-discarded = Nummer { $id } verworfen. Auf dem Server bleibt die Nachricht unberührt; abgerufen wird sie nicht mehr.
quarantine-detail = Einzelheit: { $detail }
quarantine-raw-kept = Die Nachricht selbst ist gespeichert und lässt sich mit „kontorpost quarantine export { $id } --out DATEI“ herausschreiben.

## Abrufbuch

ledger-empty = Noch kein Abruf.
ledger-head-run = Abruf
ledger-head-account = Konto
ledger-head-started = Beginn
ledger-head-server = Server
ledger-head-new = neu
ledger-head-stored = gespeichert
ledger-head-quarantined = Quarantäne
ledger-head-skipped = übersprungen
ledger-head-removed = entfernt
ledger-head-state = Ergebnis
ledger-ok = Summe stimmt
ledger-running = läuft
ledger-red = ROT: { $why }
ledger-red-sum = Summe stimmt nicht
ledger-red-interrupted = abgebrochen
ledger-acknowledged-state = gesehen: { $why }
ledger-acknowledged = Abruf { $run } ist als gesehen vermerkt.

## Prüfen und sichern

check-clean = { $checked ->
    [one] Eine Nachricht geprüft: alles in Ordnung.
   *[other] { $checked } Nachrichten geprüft: alles in Ordnung.
}
check-damaged = Inhalt { $content } ist beschädigt: Die gespeicherten Bytes stimmen nicht mit der Prüfsumme überein.
check-finding = Befund der Datenbank: { $finding }
check-red-runs = { $count ->
    [one] Ein Abruf ist rot
   *[other] { $count } Abrufe sind rot
} und noch nicht als gesehen vermerkt („kontorpost ledger“).
check-advice = Bitte nichts löschen. Sichern Sie das Datenverzeichnis und spielen Sie die letzte Sicherung ein.

## Sicherung

backup-done = Sicherung geprüft und geschrieben: { $path } ({ $size }, { $mails ->
    [one] eine Nachricht
   *[other] { $mails } Nachrichten
})
backup-failed = Die fällige Sicherung ist nicht gelungen: { $why }
backup-whole = Die Sicherung { $path } ist vollständig und unverändert.
backup-of = Erstellt am { $made } auf { $host } von { $login }
backup-counts = { $mails ->
    [one] Eine Nachricht
   *[other] { $mails } Nachrichten
}, { $letters ->
    [one] ein E-Brief
   *[other] { $letters } E-Briefe
}, { $akten ->
    [one] eine Akte
   *[other] { $akten } Akten
}
backup-accounts = Konten: { $names }
backup-benutzer = Benutzer: { $names }
backup-with-secrets = Mit Kennwörtern und Anmeldungen der Konten
backup-stage-copy = Datenbank wird kopiert
backup-stage-check = Kopie wird geprüft
backup-stage-pack = Sicherung wird geschrieben
backup-stage-verify = Sicherung wird zurückgelesen und verglichen
backup-stage-unpack = Sicherung wird gelesen und geprüft
backup-stage-compare = Inhalt wird geprüft und verglichen
backup-plan-on = Täglich um { $time } Uhr nach { $folder }; die letzten { $keep } Sicherungen bleiben.
backup-plan-sealed = Täglich um { $time } Uhr verschlüsselt nach { $folder }; die letzten { $keep } Sicherungen bleiben.
backup-plan-off = Es wird nicht von selbst gesichert.
backup-plan-faults = So kann nicht von selbst gesichert werden.
backup-newest = Letzte Sicherung: { $at }, { $path }
backup-never = Es gibt noch keine Sicherung.
backup-failing = Die Sicherung gelingt seit { $since } nicht: { $why }
backup-missed = Seit { $since } ist keine Sicherung gelungen.
backup-why-full = Auf dem Datenträger ist kein Platz mehr.
backup-why-folder = Der Ordner ist nicht erreichbar oder nicht beschreibbar.
backup-why-passphrase = Das Kennwort der Sicherung liegt nicht im Schlüsselbund.
backup-why-keychain = Der Schlüsselbund mit dem Kennwort der Sicherung ist nicht erreichbar.
backup-why-damaged = Die Datenbank ist beschädigt.
backup-why-other = Fehler „{ $word }“.
backup-passphrase-gone-advice = Bitte das Kennwort unter „Einstellungen – Sicherung“ oder mit „kontorpost backup plan --passphrase-stdin“ neu eingeben.
backup-time-invalid = „{ $given }“ ist keine Uhrzeit; zum Beispiel 22:00.
backup-folder-missing = Bitte einen Ordner für die Sicherungen angeben.
backup-folder-relative = „{ $given }“ ist kein vollständiger Pfad.
backup-keep-invalid = „{ $given }“ ist keine Anzahl von 1 bis 999.
backup-passphrase-missing = Zum Verschlüsseln fehlt das Kennwort.
backup-file-advice = Bitte prüfen, ob Datei und Ordner vorhanden sind, der Ordner beschreibbar ist und die Datei beim Sichern noch nicht besteht.
backup-full = Für { $path } ist auf dem Datenträger kein Platz.
backup-full-advice = Bitte dort Platz schaffen oder einen anderen Ordner wählen. Das Büro ist unverändert.
backup-foreign = Das ist keine Kontorpost-Sicherung.
backup-foreign-advice = Bitte eine Datei wählen, die auf „.kpsicherung“ endet und mit Kontorpost erstellt wurde.
backup-damaged = Die Sicherung ist beschädigt oder unvollständig: Sie ist nicht so, wie sie geschrieben wurde.
backup-damaged-advice = Bitte eine andere Sicherung nehmen, oder diese noch einmal vom Original kopieren. Das Büro ist unverändert.
backup-newer = Die Sicherung stammt von einer neueren Version des Programms.
backup-newer-advice = Bitte diese Installation aktualisieren.
backup-sealed = Die Sicherung ist verschlüsselt.
backup-sealed-advice = Bitte das Kennwort angeben, auf der Kommandozeile mit --passphrase-stdin.
backup-runs = In diesem Büro wird gerade gesichert oder eine Sicherung eingespielt.
backup-list-empty = In dem Ordner liegt keine Sicherung.
backup-head-made = Erstellt
backup-head-size = Größe
backup-head-mails = Nachrichten
backup-head-host = Rechner
backup-head-file = Datei
backup-encrypted = verschlüsselt
backup-unreadable = nicht lesbar
passphrase-too-short = Das Kennwort ist zu kurz: mindestens { $letters } Zeichen.
passphrase-weak = Schwach: schnell zu erraten
passphrase-fair = Brauchbar
passphrase-good = Gut
passphrase-advice = Gut sind vier oder mehr Wörter, die nichts miteinander zu tun haben. Wer das Kennwort verliert, kann die Datei nicht mehr öffnen.
passphrase-wrong = Das Kennwort passt nicht zu dieser Datei.
passphrase-wrong-advice = Bitte noch einmal eingeben; Groß- und Kleinschreibung zählen. Nichts wurde verändert.
retired-moved = Dieses Büro ist am { $at } auf einen anderen Rechner umgezogen. Hier wird nichts mehr abgerufen und gesendet.
retired-aside = Das ist der Stand vor einer Wiederherstellung, nur zum Nachsehen. Hier wird nichts abgerufen und gesendet.
retired-advice = Holten zwei Rechner die Post ab, läge danach auf jedem nur ein Teil. Soll dieser Rechner wieder arbeiten und der andere nicht: „Einstellungen – Sicherung – Umzug rückgängig“ oder „kontorpost move undo“.
office-in-use = Dieses Büro ist noch in einem anderen Kontorpost geöffnet.
office-in-use-by = Dieses Büro ist noch in einem anderen Kontorpost geöffnet (Prozess { $pids }).
office-in-use-advice = Bitte dort das Fenster schließen und den Empfänger beenden, auch im Hintergrund, und es dann noch einmal versuchen.
restore-is-ready = Eine Sicherung ist bereit und wird beim nächsten Start von Kontorpost eingespielt.
restore-is-ready-advice = Bitte Kontorpost überall beenden und neu starten, oder das Einspielen mit „kontorpost backup cancel“ zurücknehmen.
restore-done = Sicherung eingespielt. Der bisherige Stand liegt in { $path }.
restore-done-new = Das Büro ist eingespielt.
restore-cancelled = Das Einspielen ist zurückgenommen. Das Büro bleibt, wie es ist.
restore-nothing-ready = Es wartet keine Sicherung darauf, eingespielt zu werden.
restore-foreign = Die Sicherung stammt aus einem anderen Büro als diesem.
restore-unknown = Der jetzige Stand lässt sich nicht lesen und deshalb nicht vergleichen.
restore-mails = { $mails ->
    [one] Eine Nachricht ist
   *[other] { $mails } Nachrichten sind
} seit der Sicherung gekommen; { $again ->
    [0] keine davon liegt nach dem Abrufbuch noch auf dem Server.
    [one] eine davon liegt nach dem Abrufbuch noch auf dem Server und kommt beim Abrufen noch einmal.
   *[other] { $again } davon liegen nach dem Abrufbuch noch auf dem Server und kommen beim Abrufen noch einmal.
}
restore-gone = { $gone ->
    [one] Eine Nachricht liegt
   *[other] { $gone } Nachrichten liegen
} nicht mehr auf dem Server und kommt nicht noch einmal: Sie bleibt nur im beiseitegelegten Stand.
restore-letters = { $letters ->
    [one] Ein E-Brief ist erst nach der Sicherung entstanden und bleibt
   *[other] { $letters } E-Briefe sind erst nach der Sicherung entstanden und bleiben
} nur im beiseitegelegten Stand; gesendet wird davon nichts noch einmal.
restore-waiting = { $waiting ->
    [one] Ein E-Brief wartete bei der Sicherung auf den Versand: Er gilt danach als unklar und geht
   *[other] { $waiting } E-Briefe warteten bei der Sicherung auf den Versand: Sie gelten danach als unklar und gehen
} nicht von selbst hinaus.
restore-accounts = Konten, die erst danach angelegt wurden: { $names }
restore-same = Seit der Sicherung ist nichts dazugekommen.
move-without-secret = { $address }: Im Schlüsselbund liegt kein Kennwort; es kommt nicht mit.
move-secrets-inside = Die Kennwörter und Anmeldungen der Konten sind in der Datei, verschlüsselt mit dem Kennwort der Datei.
move-no-secrets = Kennwörter und Anmeldungen sind nicht in der Datei. Auf dem neuen Rechner muss sich jedes Konto neu anmelden.
move-next = Auf dem neuen Rechner: „Von einem anderen PC umziehen“ oder „kontorpost move import“. Sobald er arbeitet, hier „kontorpost move retire“, damit nur einer die Post abholt.
move-retired = Hier wird nichts mehr abgerufen und gesendet. Rückgängig: „kontorpost move undo“.
move-undone = Dieser Rechner ruft wieder ab und sendet. Der andere darf es jetzt nicht mehr.
move-sign-in-again = { $address }: Kennwort neu eingeben oder neu anmelden („kontorpost account password“, „account signin“).
move-secrets-kept = { $count ->
    [one] Ein Kennwort liegt
   *[other] { $count } Kennwörter liegen
} jetzt im Schlüsselbund dieses Rechners.

## Sicherung: Fenster

window-backup = Sicherung erstellen
window-backup-plan = Automatische Sicherung
window-restore = Sicherung einspielen
window-move-out = Umzug auf einen anderen PC
window-move-in = Von einem anderen PC umziehen
backup-purpose = Alles in einer Datei: Nachrichten, Akten, Konten und Einstellungen, ohne Kennwörter. Alle können weiterarbeiten.
backup-folder = &Ordner:
backup-folder-hint = Am besten auf einem anderen Datenträger als das Büro selbst.
backup-choose = &Wählen…
backup-sealed-tick = Mit Kennwort &verschlüsseln
backup-sealed-hint = Ohne Kennwort kann die Datei lesen, wer sie hat.
backup-begin = &Sichern
backup-begins = Gleich geht es los…
backup-stop = An&halten
backup-stopping = Wird angehalten…
passphrase-first = &Kennwort:
passphrase-again = Kennwort wiederhole&n:
passphrase-differs = Die beiden Eingaben sind nicht gleich.
plan-purpose = Wer gerade läuft, sichert: das Fenster oder der Empfänger. Was ausfällt, wird nachgeholt und im Hauptfenster gemeldet.
plan-on = &Täglich von selbst sichern
plan-on-hint = Auch das Büro auf der besten Platte braucht eine zweite Stelle.
plan-time = &Uhrzeit:
plan-keep = &Behalten:
plan-keep-unit = Sicherungen; ältere, die von selbst entstanden, werden entfernt
plan-passphrase-stays = Das Kennwort im Schlüsselbund bleibt, wenn hier nichts steht.
plan-passphrase-keychain = Das Kennwort kommt in den Schlüsselbund dieses Rechners. Bitte auch anderswo aufbewahren: Ohne es lässt sich keine Sicherung öffnen.
restore-purpose = Was jetzt im Büro ist, wird beiseitegelegt und nicht gelöscht.
restore-file = &Datei:
restore-file-kind = Kontorpost-Sicherung
restore-choose-title = Sicherung wählen
restore-passphrase = &Kennwort:
restore-passphrase-hint = Das Kennwort, mit dem die Datei verschlüsselt wurde.
restore-offered = Im Ordner der automatischen Sicherung:
restore-read = &Prüfen
restore-whole = Die Sicherung ist vollständig und unverändert.
restore-what = Das Büro steht danach auf dem Stand der Sicherung. Der jetzige Stand bleibt in einem eigenen Ordner daneben.
restore-commit = &Einspielen
restore-committing = Wird bereitgestellt…
restore-prepared = Alles ist bereit.
restore-restart = Kontorpost startet jetzt neu und nimmt dabei den neuen Stand. Andere Fenster und Empfänger dieses Büros bitte vorher beenden.
restore-aside = Der bisherige Stand liegt dann in { $path }.
restore-restart-now = Jetzt &neu starten
move-purpose = Alles, was der neue Rechner braucht, in einer verschlüsselten Datei.
move-begin = Umzugsdatei &erstellen
move-secrets-tick = Kennwörter und Anmeldungen der Konten &mitnehmen
move-secrets-on = Sie kommen aus dem Schlüsselbund in die Datei, nur verschlüsselt. Wer Datei und Kennwort hat, kommt an die Postfächer.
move-secrets-off = Ohne sie muss sich auf dem neuen Rechner jedes Konto neu anmelden.
move-retire-question = Nun die Datei auf den neuen Rechner bringen und dort „Von einem anderen PC umziehen“ wählen. Holten beide Rechner die Post ab, läge danach auf jedem nur ein Teil: Deshalb sollte dieser aufhören, sobald der neue arbeitet.
move-retire = &Hier nichts mehr abrufen und senden
move-retired-here = Dieser Rechner ruft nichts mehr ab und sendet nichts mehr; nachsehen kann man hier weiterhin. Rückgängig machen: Einstellungen – Sicherung.
move-in-purpose = Das Büro von dem anderen Rechner kommt hierher, mit allem, was darin ist.
move-in-secrets = Die Kennwörter und Anmeldungen der Konten kommen in den Schlüsselbund dieses Rechners.
move-in-missing = Neu einzugeben oder neu anzumelden: { $names }
move-in-browser = Im Browser angemeldet; der Anbieter kann eine neue Anmeldung verlangen: { $names }
move-in-old = Der alte Rechner darf danach nicht mehr abrufen.
move-in-no-secrets = Kennwörter und Anmeldungen sind nicht in der Datei.
move-in-commit = Hierher &umziehen
first-move = Von einem anderen PC &umziehen…
first-move-hint = Kontorpost läuft schon auf einem anderen Rechner? Dann kommt das ganze Büro mit.
caution-more = Zur Sicherung…
einstellungen-sicherung = Sicherung
einstellungen-sicherung-part = Automatische Sicherung
einstellungen-sicherung-off = Das Büro wird nicht von selbst gesichert.
einstellungen-sicherung-plan = Ein&richten…
einstellungen-sicherung-hand = Von Hand
einstellungen-sicherung-hint = Eine Sicherung ist eine einzige Datei. Sie wird geprüft, bevor sie ihren Namen bekommt, und noch einmal, bevor sie eingespielt wird.
einstellungen-sicherung-now = &Jetzt sichern…
einstellungen-sicherung-restore = S&icherung einspielen…
einstellungen-umzug-part = Umzug
einstellungen-umzug = &Umzug auf einen anderen PC…
einstellungen-umzug-hint = Nimmt das ganze Büro mit, auf Wunsch auch die Kennwörter.
einstellungen-umzug-undo = Umzug rückgän&gig machen
einstellungen-umzug-undo-hint = Nur wenn der neue Rechner nichts mehr abruft.

## Übungsbüro

demo-welcome = Dies ist das ÜBUNGSBÜRO: erfundene Post auf Servern, die nur in diesem Programm laufen. Nichts davon ist echt, nichts verlässt diesen Rechner.
demo-directory = Die Daten liegen in { $path } und werden am Ende gelöscht.
demo-servers = Mailserver: IMAP auf Port { $imap }, POP3 auf Port { $pop3 }, SMTP auf Port { $smtp } (TLS mit eigener Wegwerf-Zertifizierungsstelle).
demo-accounts = Konten angelegt: { $first } (IMAP) und { $second } (POP3).
demo-received = Abgerufen. Im Posteingang liegen jetzt { $count } Nachrichten, die neuesten zuerst:
demo-again = Noch ein Abruf: { $new ->
    [0] nichts Neues, nichts doppelt.
   *[other] { $new } neue Nachrichten.
}
demo-one = Der Treffer im Wortlaut:
demo-search = Suche nach „{ $words }“: { $count ->
    [0] nichts gefunden.
    [one] ein Treffer.
   *[other] { $count } Treffer.
}
demo-check = Prüfung: { $checked } Nachrichten Byte für Byte nachgerechnet, alles in Ordnung.
demo-failed = Prüfung: Es gibt Befunde.
demo-end = Ende der Übung. Ein eigenes Konto: „kontorpost account add --file konto.toml --password-stdin“, dann „kontorpost receive --once“.

## Server suchen (account discover)

discover-source-preset = Vorgabe
discover-source-mx = Vorgabe nach MX
discover-source-autoconfig = Autoconfig
discover-source-well-known = Autoconfig (.well-known)
discover-source-srv = SRV
discover-source-autodiscover = Autodiscover
discover-note-wants-sign-in = { $host } nennt den Exchange-Server erst nach einer Anmeldung. Angemeldet wird nur mit Ihrer Zustimmung (Befehlszeile: --confirm { $host }); sonst bitte den Servernamen beim Betreuer erfragen (oft mail.… oder dieser Server selbst).
discover-note-rejected = { $host } hat die Anmeldung abgelehnt. Bitte Benutzername und Kennwort prüfen.
discover-note-leads-to = Der Server „{ $host }“ einer fremden Domain gibt sich für diese Adresse als zuständig aus. Er wurde nicht gefragt; bitte nur bestätigen (Befehlszeile: --confirm { $host }) oder eintragen, wenn Sie ihn kennen.
discover-note-cloud = Dieses Postfach liegt in der Microsoft-Cloud (Microsoft 365). Microsoft hat EWS dort seit 01.10.2026 abgeschaltet (endgültig am 01.04.2027): bitte Bereitstellung „Microsoft 365 / Cloud“ oder IMAP mit Anmeldung im Browser wählen.
discover-source-ispdb = Thunderbird-Datenbank
discover-source-guess = Probiert
discover-security-tls = SSL/TLS
discover-security-starttls = STARTTLS
discover-security-none = unverschlüsselt
discover-line = { $source }: { $protocol } { $host }:{ $port }, { $security }, Anmeldename { $user }
discover-line-absent = { $source }: { $protocol } gibt es bei dieser Domain ausdrücklich nicht.
discover-user-open = noch offen
discover-hint = { "  " }– { $hint }
discover-hint-by-mx = Die Post der Domain nimmt { $name } an.
discover-hint-other-domain = Der Server gehört zu einer anderen Domain: { $domain }. Bitte bestätigen, dass das Ihr Anbieter ist.
discover-hint-redirected = Die Angaben kommen nach einer Umleitung von { $domain }.
discover-hint-user-unknown = Diese Quelle nennt keinen Anmeldenamen. Üblich ist die ganze Adresse, sonst der Teil vor dem @.
discover-hint-auth-unsupported = Diese Art der Anmeldung ({ $auth }) beherrscht Kontorpost noch nicht.
discover-hint-unencrypted = Ohne Verschlüsselung kann unterwegs jeder Kennwort und Post mitlesen.
discover-hint-pop-interval = Der Anbieter erlaubt POP3 nur alle { $minutes } Minuten.
discover-agreed = Einig: { $protocol } { $server } ({ $sources })
discover-single = Eine Quelle: { $protocol } { $server } ({ $sources })
discover-differing = Uneinig bei { $protocol }:
discover-differing-line = { "  " }{ $server } ({ $sources })
discover-absent = nicht vorhanden
discover-note-individual = { $name } gibt jedem Kunden einen eigenen Servernamen. Er steht im Kundenbereich des Anbieters.
discover-note-filter = Vor dem Postfach steht { $name } ({ $host }). Das sagt nichts über den Server, von dem die Post abgerufen wird.
discover-note-no-mail = Diese Domain nimmt nach eigener Auskunft keine E-Mail an.
discover-note-refused = { $source }: Die veröffentlichten Angaben wurden nicht verwendet. { $reason }
discover-fault-unprotected = Sie leiten auf eine unverschlüsselte Adresse um.
discover-fault-redirection = Die Umleitung führt ins Leere.
discover-fault-too-large = Sie sind größer als 64 KiB.
discover-fault-document-type = Sie enthalten einen Dokumenttyp oder eigene Entitäten; das ist nicht erlaubt.
discover-fault-empty = Sie nennen keinen verwendbaren Server.
discover-fault-unreadable = Sie sind nicht lesbar ({ $detail }).
discover-note-no-names = Der Namensdienst (DNS) lässt sich nicht befragen: { $detail }
discover-note-unfinished = Nach 8 Sekunden noch ohne Antwort: { $sources }
discover-nothing = Zu { $domain } wurde kein Server gefunden.
discover-nothing-advice = Bitte prüfen Sie die Schreibweise der Adresse oder fragen Sie Ihren Anbieter nach Server, Port und Verschlüsselung. { $guess ->
    [yes] Auch übliche Namen wurden probiert.
   *[no] Mit „--guess“ werden zusätzlich übliche Namen probiert.
} Danach lassen sie sich in einer Roll-out-Datei angeben.
discover-environment = Die Umgebungsvariable { $name } ist nicht verwendbar: „{ $value }“.
discover-provider-separate-mail-password = Der Anbieter verlangt ein eigenes E-Mail-Passwort; es wird in seinem Kundenbereich eingerichtet.
discover-provider-enable-pop-imap-in-webmail = POP3 und IMAP müssen erst im Webmail des Anbieters eingeschaltet werden.
discover-provider-app-password-with-2fa = Mit Zwei-Faktor-Anmeldung ist ein eigenes Kennwort für Mailprogramme nötig.
discover-provider-app-password-needed = Ein eigenes Kennwort für Mailprogramme (App-Passwort) ist nötig.
discover-provider-app-password-needs-2fa = Ein App-Passwort ist nötig; dafür muss die Zwei-Faktor-Anmeldung eingeschaltet sein.
discover-provider-app-password-maybe = Vielleicht ist ein eigenes Kennwort für Mailprogramme nötig.
discover-provider-app-passwords-void-after-password-change = Nach einer Änderung des Hauptkennworts gelten App-Passwörter nicht mehr.
discover-provider-username-localpart = Angemeldet wird nur mit dem Teil vor dem @.
discover-provider-smtp-username-full-address = Zum Senden wird die ganze Adresse als Anmeldename gebraucht.
discover-provider-username-is-mailbox-login = Der Anmeldename ist der Postfachname aus dem Kundenbereich, nicht die Adresse.
discover-provider-username-may-be-mailbox-login = Der Anmeldename kann auch der Postfachname aus dem Kundenbereich sein.
discover-provider-mailbox-password-not-account-password = Gemeint ist das Kennwort des Postfachs, nicht das des Kundenkontos.
discover-provider-sender-domain-must-match = Gesendet werden darf nur mit einer Adresse der eigenen Domain.
discover-provider-check-extra-mailbox-protection = Bitte prüfen, ob beim Anbieter ein zusätzlicher Postfachschutz eingeschaltet ist.
discover-provider-probe-before-use = Diese Angaben sind unsicher; bitte vor der Übernahme prüfen.
discover-provider-server-name-individual = Der Servername ist bei jedem Kunden anders; er steht im Kundenbereich.
discover-provider-network-restricted = Nur aus dem Netz des Anbieters erreichbar.
discover-provider-initial-password-change-in-webmail = Das Anfangskennwort muss zuerst im Webmail geändert werden.
discover-provider-oauth-preferred = Der Anbieter bevorzugt OAuth 2; mit einfachem Kennwort geht es nur über ein App-Passwort.
discover-provider-oauth-required = Der Anbieter verlangt OAuth 2; mit einem Kennwort gelingt die Anmeldung nicht.
discover-provider-gmail-all-mail-duplicates = „Alle Nachrichten“ enthält jede Nachricht noch einmal; bitte nur den Posteingang abrufen.
discover-provider-pop-delete-affects-mailbox = Löschen über POP3 löscht die Nachricht im ganzen Postfach.
discover-provider-imap-may-be-disabled-by-admin = IMAP kann von der Verwaltung des Anbieters oder der Firma abgeschaltet sein.
discover-provider-smtp-auth-may-be-disabled-by-admin = Senden mit Anmeldung (SMTP AUTH) kann von der Verwaltung abgeschaltet sein.
discover-provider-shared-mailbox-login-form = Für freigegebene Postfächer gilt eine andere Form des Anmeldenamens.
discover-provider-region-specific-host = Der Servername hängt von der Region des Kontos ab.
discover-provider-bridge-must-run = Auf diesem Rechner muss die Bridge des Anbieters laufen.
discover-provider-bridge-password = Gebraucht wird das Kennwort, das die Bridge anzeigt.
discover-provider-self-signed-loopback-certificate = Die Bridge zeigt ein selbst ausgestelltes Zertifikat.
discover-provider-may-be-microsoft365 = Das Postfach kann auch bei Microsoft 365 liegen.
discover-provider-leave-on-server = Der Anbieter empfiehlt, Nachrichten auf dem Server zu lassen.

## Hilfe

help = Post der Kanzlei: abrufen, jede Nachricht genau einmal, und im Haus behalten. Ohne Befehl öffnet sich das Fenster.
help-data-dir = Datenverzeichnis des Büros
help-lang = Sprache: de oder en
help-json = Ausgabe als JSON, ein Objekt je Zeile
help-user = Nummer des handelnden Benutzers (sonst der mit Ihrem Anmeldenamen)
help-help = Diese Hilfe
help-version = Version
help-account = Konten verwalten
help-account-add = Konto aus einer Roll-out-Datei anlegen
help-account-discover = Server zu einer Adresse vorschlagen; nichts wird gespeichert, kein Kennwort gebraucht
help-account-list = Alle Konten
help-account-show = Ein Konto
help-account-export = Roll-out-Datei eines Kontos ausgeben (ohne Kennwort)
help-account-edit = Konto durch eine Roll-out-Datei ändern
help-account-password = Neues Kennwort hinterlegen
help-account-remove = Konto entfernen; die Post bleibt
help-account-forget-secrets = Alle Kennwörter und Anmeldungen dieses Büros aus dem Schlüsselbund löschen, bevor Kontorpost von diesem Rechner verschwindet; Konten und Post bleiben
help-account-trust = Einem Zertifikat für dieses Konto vertrauen
help-account-untrust = Ausnahmen für Zertifikate zurücknehmen
help-account-test = Konto an den echten Servern testen, ohne etwas zu verändern
help-account-restore = Die zuletzt bewährten Einstellungen zurückholen
help-benutzer = Benutzer verwalten
help-benutzer-add = Benutzer anlegen
help-benutzer-list = Alle Benutzer
help-benutzer-edit = Benutzer ändern
help-benutzer-remove = Benutzer entfernen
help-pool = Datenpools verwalten
help-pool-add = Datenpool anlegen
help-pool-list = Alle Datenpools
help-pool-edit = Datenpool umbenennen
help-pool-remove = Datenpool entfernen
help-geraet = App-Geräte verwalten
help-geraet-add = App-Gerät anlegen
help-geraet-list = Alle App-Geräte
help-geraet-edit = App-Gerät ändern
help-geraet-remove = App-Gerät entfernen
help-receive = Post abrufen (Kanzlei E-Mail Receiver)
help-mail = Gespeicherte Post
help-mail-list = Nachrichten, neueste zuerst
help-mail-show = Eine Nachricht lesen
help-mail-export = Nachrichten Byte für Byte als .eml herausschreiben
help-mail-search = Nachrichten suchen
help-quarantine = Nachrichten, die sich nicht abrufen oder speichern ließen
help-quarantine-list = Alles in der Quarantäne
help-quarantine-show = Einzelheiten
help-quarantine-retry = Beim nächsten Abruf noch einmal versuchen
help-quarantine-export = Nachricht herausschreiben
help-quarantine-discard = Verwerfen; auf dem Server bleibt sie
help-ledger = Abrufbuch
help-ledger-ack = Roten Abruf als gesehen vermerken
help-check = Jede Nachricht nachrechnen, Abrufbuch und Datenbank prüfen
help-backup = Sicherungen: erstellen, prüfen, einspielen
help-backup-create = Geprüfte Sicherung schreiben, auch während des Betriebs
help-backup-check = Prüfen, ob eine Sicherung vollständig und unverändert ist
help-backup-list = Sicherungen in einem Ordner zeigen
help-backup-restore = Sicherung einspielen; der bisherige Stand wird beiseitegelegt
help-backup-cancel = Einspielen zurücknehmen, das auf den nächsten Start wartet
help-backup-status = Wie es um die Sicherungen steht
help-backup-plan = Täglich von selbst sichern
help-move = Auf einen anderen Rechner umziehen
help-move-export = Alles, was der neue Rechner braucht, in eine verschlüsselte Datei schreiben
help-move-import = Auf dem neuen Rechner übernehmen
help-move-retire = Hier nichts mehr abrufen und senden, weil der neue Rechner arbeitet
help-move-undo = Das zurücknehmen
help-demo = Übungsbüro mit erfundener Post
help-arg-id = Nummer
help-arg-guess = Auch übliche Servernamen probieren (nur verschlüsselt, ohne Anmeldung)
help-arg-exchange = Auch einen Exchange-Server suchen (Autodiscover); Server der eigenen Domain erfahren dabei die Adresse
help-arg-confirm = Diesem Server darf das Kennwort (von der Standardeingabe) gesendet werden, um den Exchange-Server zu erfragen
help-arg-allow-ispdb = Auch Thunderbirds Datenbank fragen; sie erfährt dabei die Domain
help-arg-file = Roll-out-Datei (TOML)
help-arg-password-stdin = Kennwort von der Standardeingabe lesen (erste Zeile; zweite Zeile für eigene SMTP-Anmeldung)
help-arg-outgoing = Für den Postausgangsserver (SMTP)
help-arg-fingerprint = SHA-256-Fingerabdruck des Zertifikats
help-arg-number = Benutzernummer, 1 bis 999
help-arg-name = Name
help-arg-new-name = Neuer Name
help-arg-address = E-Mail-Adresse
help-arg-login = Anmeldename im Betriebssystem
help-arg-current = Arbeitet hier („Aktuell“): true oder false
help-arg-verwalter = Darf Stammdaten und Konten ändern: true oder false
help-arg-benutzer = Nummer des Benutzers
help-arg-confirmed = Gerät ist bestätigt: true oder false
help-arg-once = Jedes Konto einmal abrufen, dann enden
help-arg-account = Nummer des Kontos
help-arg-limit = Höchstens so viele
help-arg-offset = So viele auslassen
help-arg-out = Zieldatei oder Zielverzeichnis
help-arg-all = Alle
help-arg-words = Suchwörter
help-arg-since = Ab diesem Tag, zum Beispiel 2026-01-31
help-arg-run = Nummer des Abrufs
help-arg-backup = Sicherungsdatei
help-arg-passphrase-stdin = Kennwort der Datei von der Standardeingabe lesen (erste Zeile)
help-arg-folder = Ordner für Sicherungen
help-arg-on = Täglich von selbst sichern: true oder false
help-arg-time = Uhrzeit, zum Beispiel 22:00
help-arg-keep = So viele Sicherungen bleiben
help-arg-encrypt = Verschlüsselt, mit dem Kennwort im Schlüsselbund: true oder false
help-arg-with-secrets = Auch Kennwörter und Anmeldungen der Konten
help-arg-apply-repair = Vorschlag des Tests ausprobieren und, wenn er besteht, speichern
help-arg-report = Bericht für die Hotline schreiben (Text; mit der Endung .html als HTML)
help-arg-csv = Als CSV für eine Tabellenkalkulation
help-arg-headless = Ohne Fenster

## Kontotest: Klassen

class-name-unknown = Den Servernamen gibt es nicht.
class-name-unknown-advice = Bitte den Namen auf Tippfehler prüfen.
class-offline = Keine Netzverbindung.
class-offline-advice = Bitte Kabel, WLAN oder VPN prüfen und noch einmal testen.
class-refused = Auf diesem Port nimmt niemand die Verbindung an: Der Port ist falsch, oder der Dienst ist aus.
class-refused-advice = Bitte Port und Servernamen prüfen.
class-proxy-unreachable = Der Proxy, über den https-Verbindungen laufen sollen, ist nicht erreichbar.
class-proxy-unreachable-advice = Bitte Name und Port des Proxys in den Systemeinstellungen prüfen (Windows: Internetoptionen; Linux: https_proxy), oder in settings.toml „proxy“ setzen („none“ für keinen).
class-proxy-sign-in = Der Proxy verlangt eine Anmeldung (407).
class-proxy-sign-in-advice = Kontorpost meldet sich nur mit „Basic“ an: Name und Kennwort gehören in die Umgebungsvariable https_proxy. Verlangt der Proxy NTLM oder Kerberos, bitte beim Administrator eine Ausnahme für Kontorpost oder für diesen Server erfragen.
class-proxy-refused = Der Proxy lässt keine Verbindung zu diesem Server zu.
class-proxy-refused-advice = Bitte beim Administrator die Freigabe des Servers im Proxy erfragen. Liegt der Server im Haus, gehört er zu den Ausnahmen (no_proxy).
class-proxy-no-way = Der Proxy erreicht den Server nicht.
class-proxy-no-way-advice = Bitte den Servernamen prüfen und später noch einmal versuchen. Liegt der Server im Haus, gehört er zu den Ausnahmen (no_proxy).
class-proxy-unsupported = Der eingestellte Proxy ist von einer Art, die Kontorpost nicht kennt (SOCKS, https-Proxy oder automatisches Skript, PAC).
class-proxy-unsupported-advice = Bitte in settings.toml einen gewöhnlichen Proxy nennen, etwa proxy = "http://proxy.kanzlei.de:3128", oder proxy = "none" für keinen.
class-timeout = Der Server antwortet nicht.
class-timeout-advice = Vielleicht wird er gewartet, oder eine Firewall sperrt den Weg. Später noch einmal testen, sonst den Betreuer fragen.
class-wrong-protocol = Hier antwortet ein anderer Dienst: Servertyp oder Port ist falsch eingetragen.
class-wrong-protocol-advice = Bitte Servertyp und Port prüfen.
class-tls-on-plain-port = Eingestellt ist SSL/TLS, aber auf diesem Port gilt STARTTLS.
class-tls-on-plain-port-advice = Bitte die Verschlüsselung auf STARTTLS stellen oder den Port für SSL/TLS wählen.
class-plain-on-tls-port = Auf diesem Port gilt SSL/TLS, eingestellt ist etwas anderes.
class-plain-on-tls-port-advice = Bitte die Verschlüsselung auf SSL/TLS stellen.
class-starttls-missing = Der Server bietet auf diesem Port keine Verschlüsselung an.
class-starttls-missing-advice = Es wurde kein Kennwort gesendet. Bitte den Port für SSL/TLS verwenden.
class-starttls-refused = Die Verschlüsselung wurde verweigert oder gestört.
class-starttls-refused-advice = Es wurde kein Kennwort gesendet. In fremden Netzen kann das ein Angriff sein: bitte in einem anderen Netz testen.
class-tls-version = Der Server kann nur veraltete Verschlüsselung (TLS 1.0 oder 1.1).
class-tls-version-advice = Kontorpost verwendet sie nicht, weil sie unsicher ist. Der Betreiber muss den Server erneuern.
class-cert-name = Das Zertifikat gehört zu einem anderen Servernamen.
class-cert-name-advice = Bitte den Servernamen prüfen, den der Anbieter nennt.
class-cert-untrusted = Das Zertifikat stammt von einer unbekannten Stelle: oft ein Server im eigenen Haus oder ein Virenscanner.
class-cert-untrusted-advice = Nur wenn der Betreuer den Fingerabdruck bestätigt, das Zertifikat als Ausnahme zulassen.
class-cert-expired = Das Zertifikat des Servers ist abgelaufen.
class-cert-expired-advice = Der Betreiber muss es erneuern. Ist das Datum dieses PCs richtig?
class-cert-not-yet-valid = Das Zertifikat des Servers gilt noch nicht.
class-cert-not-yet-valid-advice = Bitte Datum und Uhrzeit dieses PCs prüfen.
class-login-rejected = Kennwort oder Benutzername wurde abgelehnt.
class-login-rejected-advice = Bitte beides prüfen; der Benutzername ist oft die ganze E-Mail-Adresse.
class-app-password-needed = Der Anbieter verlangt ein eigenes Kennwort für Mailprogramme.
class-app-password-needed-advice = Bitte beim Anbieter ein App-Kennwort erzeugen und hier eintragen.
class-access-not-enabled = Der Zugang für Mailprogramme ist beim Anbieter noch nicht eingeschaltet.
class-access-not-enabled-advice = Bitte POP3/IMAP in den Einstellungen des Webmail-Zugangs einschalten.
class-oauth-required = Der Anbieter verlangt die Anmeldung im Browser.
class-oauth-required-advice = Ein Kennwort wird hier nicht mehr angenommen. Bitte im Konto unter „Authentifizierung“ OAuth2 wählen und auf „Im Browser anmelden...“ klicken.
class-admin-blocked = Die Anmeldung ist vom Administrator oder Anbieter abgeschaltet.
class-admin-blocked-advice = Bitte den Administrator um Freigabe bitten.
class-account-locked = Das Konto ist vorübergehend gesperrt.
class-account-locked-advice = Bitte einige Zeit warten und dann noch einmal testen, nicht mehrmals hintereinander.
class-mechanism-missing = Der Server bietet keine passende Art der Anmeldung an.
class-mechanism-missing-advice = Meist verlangt er zuerst eine Verschlüsselung.
class-domain-login = Die Anmeldung mit Domäne\Benutzer geht an diesem Server nicht.
class-domain-login-advice = Bitte die E-Mail-Adresse als Benutzernamen verwenden.
class-auth-needed = Der Server verlangt zum Senden eine Anmeldung.
class-auth-needed-advice = Bitte „Server erfordert Authentifizierung“ einschalten.
class-mailbox-busy = Ein anderes Programm ruft dieses Postfach gerade ab, oder der Abruf kommt zu früh.
class-mailbox-busy-advice = Bitte einige Minuten warten.
class-too-many-connections = Zu viele Programme sind gleichzeitig mit diesem Postfach verbunden.
class-too-many-connections-advice = Bitte andere Mailprogramme schließen oder später testen.
class-mailbox-unreadable = Der Posteingang lässt sich nicht öffnen: Er fehlt oder ist gesperrt.
class-mailbox-unreadable-advice = Bitte den Anbieter oder Administrator fragen.
class-leave-impossible = Der Server kann Nachrichten nicht unterscheiden (kein UIDL): Beim Belassen drohen Doppel.
class-leave-impossible-advice = Bitte IMAP verwenden oder die Nachrichten auf dem Server löschen lassen.
class-delete-impossible = Auf diesem Postfach darf nicht gelöscht werden.
class-delete-impossible-advice = Bitte „Nachrichten auf dem Server im Posteingang belassen“ wählen.
class-quota-full = Das Postfach ist voll.
class-quota-full-advice = Bitte auf dem Server Platz schaffen.
class-greeting-name = Der Server nimmt den Namen dieses Rechners nicht an.
class-greeting-name-advice = Bitte den Betreuer des Servers fragen.
class-sender-refused = Die Absenderadresse passt nicht zu diesem Konto.
class-sender-refused-advice = Bitte die E-Mail-Adresse des Kontos prüfen.
class-sender-unknown = Der Exchange-Server kennt die Absenderadresse nicht, oder sein Adressbuch ist für diesen Benutzer gesperrt.
class-sender-unknown-advice = Bitte die E-Mail-Adresse des Kontos prüfen. Ob sie zum Senden taugt, zeigt die Testnachricht an die eigene Adresse.
class-weaker-sign-in = Der Server verlangt plötzlich das Kennwort im Klartext (Basic), obwohl er bisher die sichere Windows-Anmeldung (NTLM) angeboten hat. Das Kennwort wurde nicht gesendet.
class-weaker-sign-in-advice = Das kann ein Angriff sein: bitte beim Betreuer des Servers nachfragen. Hat er die Anmeldung wirklich umgestellt, das Kennwort im Konto neu eintragen und speichern.
class-ews-switched-off = Microsoft hat EWS für Exchange Online abgeschaltet (seit 01.10.2026, endgültig am 01.04.2027).
class-ews-switched-off-advice = Dieses Postfach liegt in der Microsoft-Cloud. Bitte die Bereitstellung „Microsoft 365 / Cloud“ wählen oder das Postfach als IMAP-Konto mit Anmeldung im Browser einrichten.
class-test-mail-missing = Die Testnachricht ist angenommen, aber noch unterwegs.
class-test-mail-missing-advice = Sie kommt vermutlich später an; Kontorpost liest sie dann nicht ein.
class-server-unavailable = Der Server bittet, es später noch einmal zu versuchen.
class-server-unavailable-advice = Bitte später noch einmal testen.
class-protocol-error = Der Server antwortet nicht regelgerecht.
class-protocol-error-advice = Bitte die Antwort des Servers an den Betreuer weitergeben.
class-secret-missing = Es ist kein Kennwort hinterlegt.
class-secret-missing-advice = Bitte das Kennwort eingeben.
class-keychain-locked = Der Schlüsselbund ist gesperrt oder fehlt.
class-keychain-locked-advice = Bitte den Schlüsselbund entsperren oder das Kennwort für diese Sitzung eingeben.
class-server-found = Es ist noch kein Server eingetragen; einer wurde gefunden.
class-server-found-advice = Bitte den Vorschlag übernehmen. Erst danach wird dort angemeldet.
class-server-not-found = Der Exchange-Server wurde nicht gefunden.
class-server-not-found-advice = Bitte die E-Mail-Adresse prüfen oder den Servernamen beim Betreuer erfragen und im Konto eintragen (oft mail.… oder die Adresse von Outlook im Web).
class-consent-needed = Ein Server, der für das Postfach zuständig sein will, wird nur mit Zustimmung gefragt. Es wurde kein Kennwort gesendet.
class-consent-needed-advice = Bitte nur zustimmen, wenn der Name zur Kanzlei oder zu ihrem Betreuer gehört; sonst den Servernamen von Hand eintragen.
class-bad-redirection = Eine Weiterleitung führt im Kreis oder weg von der Verschlüsselung. Ihr wurde nicht gefolgt.
class-bad-redirection-advice = Bitte den Betreuer fragen oder den Servernamen von Hand eintragen.
class-cancelled = Abgebrochen.

## Kontotest

test-side-incoming = Posteingang
test-side-outgoing = Postausgang
test-status-ok = erfolgreich
test-status-warning = Warnung
test-status-failed = fehlgeschlagen
test-status-not-checked = nicht geprüft
test-status-not-applicable = nicht vorgesehen
step-sender = Absender prüfen
step-recipient = Empfänger nennen
step-data = Nachricht übergeben
step-receive-option = Empfangsoption prüfen
step-sent = Kopie ablegen
step-quota = Platz prüfen
step-test-mail = Testnachricht
step-discover-json = Suche: Auskunft (JSON)
step-discover-xml = Suche: Auskunft (XML)
step-discover-redirect = Suche: Weiterleitung
step-discover-srv = Suche: Namensdienst
step-discover-usual = Suche: übliche Namen
step-discover-take = Server übernehmen
test-discover-found = Gefunden: { $url }
test-discover-nothing = Keine Auskunft: { $hosts }
test-discover-hosts = Um Zustimmung wird gebeten für: { $hosts } (Befehlszeile: --confirm NAME).
test-consent = &Zustimmen: { $host } …
proposal-ews = Bereitstellung „Exchange im Haus“
proposal-graph = Bereitstellung „Microsoft 365 / Cloud“
test-plain = { $words }
test-addresses = Adressen: { $list }
test-certificate = Zertifikat für { $names }, ausgestellt von { $issuer }, gültig bis { $until }, SHA-256 { $fingerprint }
test-certificate-names = Der Server nennt sich: { $names }.
test-certificate-expired = Es ist am { $until } abgelaufen.
test-certificate-not-yet = Es gilt erst ab { $from }.
test-certificate-expires = Das Zertifikat läuft am { $until } ab.
test-certificate-pinned = Als Ausnahme zugelassen (SHA-256 { $fingerprint }).
test-messages = { $count } Nachrichten im Posteingang
test-messages-at = { $count } Nachrichten im Posteingang ({ $server })
test-quota-used = Postfach zu { $percent } % belegt
test-quota-high = Das Postfach ist zu { $percent } % belegt. Bitte bald Platz schaffen.
test-size-limit = Nachrichten bis { $megabytes } MB
test-trash = Gelöschtes kommt in den Ordner „{ $folder }“.
test-unencrypted = Ohne Verschlüsselung: Das Kennwort ist unterwegs lesbar.
test-repair = Vorschlag: { $changes }
test-code = Kennung { $code }
test-raw = Antwort des Servers: { $raw }
test-passed = Test bestanden: Das Konto funktioniert.
test-failed = Test nicht bestanden.
test-repair-applied = Der Vorschlag hat den Test bestanden und ist gespeichert.
test-repair-failed = Auch mit dem Vorschlag wird der Test nicht bestanden. Es wurde nichts geändert.
test-repair-none = Es gibt keinen Vorschlag, der sich anwenden ließe.
test-repair-file = Der Vorschlag hat den Test bestanden. Bitte tragen Sie ihn in die Datei ein.
test-restored = Konto { $id } hat wieder die Einstellungen, mit denen der Test am { $when } bestanden wurde.
test-restore-same = Konto { $id } hat schon die zuletzt bewährten Einstellungen.
test-restore-none = Für Konto { $id } gibt es noch keine bewährten Einstellungen: Es hat noch keinen Test ganz bestanden.
test-restore-line = { $field }: { $now } → { $then }
column-task = Aufgabe
column-server = Server
column-duration = Dauer
column-finding = Befund
hint-enable-in-webmail = Bei { $provider } muss der Zugang für Mailprogramme einmal im Webmail eingeschaltet werden: { $help }
hint-separate-password = { $provider } verlangt ein eigenes E-Mail-Kennwort, nicht das der Internetseite: { $help }
hint-app-password = { $provider } verlangt bei Zwei-Faktor-Anmeldung ein App-Kennwort: { $help }
hint-oauth = { $provider } nimmt nur die Anmeldung im Browser an.
hint-pop3-interval = { $provider } erlaubt den Abruf mit POP3 nur alle { $minutes } Minuten.
report-heading = Kontotest für { $name } ({ $address })
report-program = Kontorpost { $version } auf { $system }, { $when }
column-status = Status
report-written = Bericht geschrieben: { $file }
column-number = Nr.
column-account = Konto
column-code = Kennung

## Fenster: Bedienung

edit-undo = Rückgängig
edit-redo = Wiederholen
edit-cut = Ausschneiden
edit-copy = Kopieren
edit-paste = Einfügen
edit-select-all = Alles markieren
password-show = Kennwort zeigen, solange gedrückt

## Postausgang

error-may-not-send = Mit Konto { $id } dürfen Sie nicht senden.
send-bar-inactive = Das Konto ist nicht aktiv.
send-bar-no-server = Für dieses Konto ist kein Postausgangsserver eingetragen.
send-bar-not-current = Dieser Benutzer ist nicht mehr aktuell.
letter-no-sender = Bitte angeben, mit welchem Konto gesendet wird (--from): Es gibt weder ein eigenes Konto noch ein Kanzlei-Konto.
send-bar-not-yours = Das Konto gehört einem anderen Benutzer.
letter-faults = Der E-Brief lässt sich so nicht senden:
letter-no-recipient = Es fehlt ein Empfänger.
letter-too-many = { $count } Empfänger sind zu viele. Erlaubt sind 1000.
letter-name-missing = Der Name der Anlage fehlt.
letter-type-invalid = „{ $given }“ ist kein Dateityp.
letter-id-invalid = „{ $given }“ ist keine Kennung einer Nachricht.
letter-date-invalid = Das Datum gibt es nicht.
letter-too-large = Der E-Brief hat { $size } MB; der Postausgangsserver nimmt höchstens { $limit } MB an.
letter-too-large-advice = Es wurde nichts gesendet. Bitte Anlagen verkleinern oder auf mehrere E-Briefe verteilen.
letter-indivisible = Der E-Brief hat { $size } MB und lässt sich nicht zerlegen, weil er unterschrieben oder verschlüsselt ist (oder sein Text allein so groß ist). Microsoft 365 nimmt am Stück höchstens { $limit } MB an.
letter-indivisible-advice = Es wurde nichts gesendet. Bitte Anlagen verkleinern oder auf mehrere E-Briefe verteilen, die Anlagen ohne Unterschrift und Verschlüsselung senden, oder ein Konto mit eigenem Postausgangsserver (SMTP) verwenden.
letter-not-waiting = E-Brief { $id } wird gerade gesendet oder ist schon gesendet.
storage-no-letter = Es gibt keinen E-Brief { $id } im Postausgang, mit dem das geht.
letter-field-from = Absender
letter-field-reply-to = Antwort an
letter-field-to = An
letter-field-cc = Kopie
letter-field-bcc = Blindkopie
letter-field-subject = Betreff
letter-field-attachment = Anlage
letter-field-other = Nachrichtenkopf
letter-state-entwurf = Entwurf
letter-state-wartet = wartet
letter-state-wird-gesendet = wird gesendet
letter-state-gesendet = gesendet
letter-state-unklar = unklar
letter-state-fehlgeschlagen = fehlgeschlagen
letter-queued = E-Brief { $id } liegt im Postausgang.
letter-told = E-Brief { $id } an { $to }: { $state }
letter-told-reason = E-Brief { $id } an { $to }: { $state } ({ $reason })
letter-unclear-advice = Es ist unklar, ob der E-Brief angekommen ist. Er wird nicht von selbst noch einmal gesendet. Bitte beim Empfänger nachfragen; noch einmal senden: „kontorpost outbox retry { $id }“.
letter-retried = E-Brief { $id } wird beim nächsten Lauf noch einmal versucht.
letter-cancelled = E-Brief { $id } ist zurückgenommen und bleibt als Entwurf liegen.
outbox-done = Postausgang: { $sent } gesendet, { $waiting } warten, { $failed } fehlgeschlagen, { $unclear } unklar
outbox-empty = Der Postausgang ist leer.
column-state = Zustand
column-to = An
column-subject = Betreff
column-queued = Eingereiht
column-reason = Grund
help-send = E-Brief in den Postausgang legen
help-outbox = Postausgang
help-outbox-list = Alle E-Briefe im Postausgang
help-outbox-show = Ein E-Brief mit seinen Empfängern
help-outbox-retry = Noch einmal versuchen
help-outbox-cancel = Zurücknehmen; er bleibt als Entwurf
help-outbox-run = Postausgang abarbeiten
help-arg-from = Konto, mit dem gesendet wird (sonst das eigene, sonst das Kanzlei-Konto)
help-arg-eml = Fertige Nachricht (.eml)
help-arg-to = Empfänger
help-arg-cc = Empfänger einer Kopie
help-arg-bcc = Empfänger einer Blindkopie
help-arg-subject = Betreff
help-arg-text = Datei mit dem Text (UTF-8)
help-arg-html = Datei mit dem Text als HTML
help-arg-attach = Anlage
test-mail-subject = Testnachricht von Kontorpost
test-mail-text = Diese Nachricht hat Kontorpost beim Kontotest an die eigene Adresse gesendet. Sie kann gelöscht werden.
help-arg-send-test-mail = Auch eine Testnachricht an die eigene Adresse senden, erwarten und wieder löschen
class-recipient-refused = Der Server nimmt einen Empfänger nicht an.
class-recipient-refused-advice = Bitte die Adresse prüfen; sie gibt es dort vielleicht nicht.
class-letter-refused = Der Server nimmt den E-Brief nicht an.
class-letter-refused-advice = Die Antwort des Servers nennt den Grund, oft ein Verdacht auf Werbung oder eine verbotene Anlage.
class-letter-too-large = Der E-Brief ist größer, als der Server erlaubt.
class-letter-too-large-advice = Bitte Anlagen verkleinern oder auf mehrere E-Briefe verteilen.
letter-twice = Diese Nachricht liegt schon als E-Brief { $id } im Postausgang. Noch einmal senden: „kontorpost outbox retry { $id }“, solange sie nicht gesendet ist; sonst als neue Nachricht mit eigener Message-ID.
letter-reason-interrupted = Das Programm wurde unterbrochen, während der Server den E-Brief annahm.
letter-reason-no-answer = Die Verbindung brach ab, bevor der Server den Empfang bestätigte.
letter-reason-account-removed = Das Konto gibt es nicht mehr.
receipt-subject = Gelesen: { $subject }
receipt-text = Ihre Nachricht „{ $subject }“ wurde beim Empfänger angezeigt. Das heißt nicht, dass sie gelesen oder verstanden wurde.
receipt-wished = { $to } bittet um eine Lesebestätigung. Nur wenn Sie es wollen: „kontorpost mail receipt { $id }“.
receipt-not-wished = Nachricht { $id } bittet nicht um eine Lesebestätigung.
help-mail-receipt = Die erbetene Lesebestätigung in den Postausgang legen
help-arg-receipt = Um eine Lesebestätigung bitten
letter-undeliverable = unzustellbar an { $to }
letter-reason-restored = Eine Sicherung wurde eingespielt; seitdem kann er schon gesendet worden sein.
letter-reason-damaged = Der gespeicherte E-Brief ist beschädigt.
recipient-state-offen = offen
recipient-state-angenommen = angenommen
recipient-state-abgelehnt = abgelehnt
recipient-state-unzustellbar = unzustellbar
recipient-state-verzoegert = verzögert
recipient-state-zugestellt = zugestellt
recipient-state-gelesen = gelesen

# Fenster
window-title = Kontorpost
window-title-practice = Kontorpost – Übungsbüro
window-error = Fehler
window-accounts = E-Mail Konten
window-account = E-Mail Konto
window-konto-neu = Konto neu
window-smtp-auth = SMTP Authentifizierung
window-account-test = E-Mail Kontotest
window-trust = Zertifikat
window-stammdaten = Stammdaten
window-help = Hilfe
crash-told = Im Programm ist ein Fehler aufgetreten. Gespeicherte Post ist davon nicht betroffen. Bitte Kontorpost beenden und neu starten; wenn es wieder geschieht, diese Datei an die Betreuung geben: { $file }
window-info = Über Kontorpost
window-mail = E-Mail
window-e-brief = E-Brief
window-settings = Einstellungen
window-appearance = Darstellung
button-cancel = &Abbruch
button-close = S&chließen
button-save = &Speichern
button-ok-close = &OK und Schließen
button-cancel-close = &Abbruch und Schließen
button-help = &Hilfe
tool-fetch = Abrufen
tool-accounts = E-Mail &Konten
tool-stammdaten = S&tammdaten
tool-appearance = &Darstellung
place-posteingang = Posteingang
column-from = Von
column-received = Empfangen
column-size = Größe
inbox-empty = Noch keine Nachrichten.
inbox-no-account = Es ist noch kein E-Mail Konto eingerichtet.
inbox-first-account = Erstes Konto &einrichten …
mail-count = { $count ->
    [one] 1 Nachricht
   *[other] { $count } Nachrichten
}
mail-from-line = Von: { $names }
mail-date-line = Datum: { $at }
places-name = Orte
mails-name = Nachrichten
mail-to-line = An: { $names }
mail-cc-line = Kopie: { $names }
mail-attachments-line = Anlagen: { $names }
status-never = Noch kein Abruf
status-last = Letzter Abruf { $at } Uhr, { $count } neu
status-fetching = Abruf läuft: { $account } …
status-progress = Abruf läuft: { $account }, { $stored } von { $total }
status-held = Ein anderes Programm ruft ab: { $login } ({ $host }) seit { $since }
status-held-unknown = Ein anderes Programm dieses Rechners ruft ab.
status-account-wrong = { $account }: { $reason }
status-account-wrong-since = { $account }: { $reason } – letzter Erfolg { $since }
status-account-paused = Anmeldung abgelehnt, Konto angehalten
status-account-failing = Abruf fehlgeschlagen
status-receiver-failed = Der Abruf ist gestört: { $reason }
window-no-display = Hier lässt sich kein Fenster öffnen.
window-no-display-advice = Auf einem Rechner ohne Bildschirm helfen die Befehle der Kommandozeile: kontorpost --help
mail-text-cut = Der Text ist sehr lang und hier gekürzt; die Nachricht ist vollständig gespeichert.
reader-nothing = Keine Nachricht ausgewählt.

# Schreibtisch: Orte, Listen, Handlungen
people-forward = An Benutzer weiterleiten
people-forward-purpose = { $count ->
    [one] Legt die Nachricht mit einer Anweisung in andere Postkörbe.
   *[other] Legt { $count } Nachrichten mit einer Anweisung in andere Postkörbe.
}
people-forward-button = &Weiterleiten
people-postkorb = Postkorb zuordnen
people-postkorb-purpose = { $count ->
    [one] Legt die Nachricht in den Postkorb eines Benutzers oder den Zentralen Postkorb.
   *[other] Legt { $count } Nachrichten in den Postkorb eines Benutzers oder den Zentralen Postkorb.
}
people-postkorb-button = &Zuordnen
people-sender = Absender zuordnen
people-sender-purpose = Wer bearbeitet Post von { $from }?
people-sender-button = &Zuordnen
people-filter = &Benutzer suchen:
people-note = An&weisung:
people-nobody = Es gibt noch keinen aktuellen Benutzer mit Zugang. Benutzer werden in den Stammdaten angelegt.
people-choose = Bitte mindestens einen Benutzer auswählen.
people-standing = Auch &künftig so zuordnen (Von → An)
people-standing-why = Alles, was von diesem Absender noch wartet, geht mit.
people-standing-not = Von → An gilt nur für Adressen, die bei einem Benutzer in den Stammdaten stehen. Diese Nachricht allein wird zugeordnet.
akte-pick-label = Akten-&Nr. oder Kurzbezeichnung:
akte-pick-missing = Bitte eine Akten-Nr. oder Wörter der Kurzbezeichnung eingeben.
akte-pick-unknown = Zu „{ $typed }“ wurde keine Akte gefunden. Richtig ist zum Beispiel 8/20.
akte-pick-several = Das passt auf mehrere Akten. Bitte eine davon auswählen.
akte-pick-none = Keine Akte gefunden.
akte-pick-none-yet = Hier stehen die zuletzt benutzten Akten.
akte-pick-empty-is = Leer: zurück in die Benutzerakte.
window-wiedervorlage = Wiedervorlage
wiedervorlage-purpose = { $count ->
    [one] An welchem Tag soll die Nachricht wieder vorliegen?
   *[other] An welchem Tag sollen { $count } Nachrichten wieder vorliegen?
}
wiedervorlage-tomorrow = &Morgen
wiedervorlage-week = &1 Woche
wiedervorlage-two-weeks = &2 Wochen
wiedervorlage-month = 1 M&onat
wiedervorlage-day = &Tag:
wiedervorlage-placeholder = TT.MM.JJJJ
wiedervorlage-fault = Bitte einen Tag ab heute als TT.MM.JJJJ angeben, zum Beispiel 31.01.2027.
wiedervorlage-on = Wiedervorlage am { $weekday }, { $day }
wiedervorlage-end = &Keine Wiedervorlage
day-monday = Montag
day-tuesday = Dienstag
day-wednesday = Mittwoch
day-thursday = Donnerstag
day-friday = Freitag
day-saturday = Samstag
day-sunday = Sonntag
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
window-why = Warum liegt das hier?
history-purpose = Wie die Nachricht hierher kam und was mit ihr geschah
history-program = Kontorpost
history-undone = rückgängig gemacht
history-undo-button = Letzten Schritt &rückgängig machen
history-placed = Beim Abruf eingeordnet
history-assign = Zugeordnet: { $detail }
history-move = In die Akte { $akte } gelegt
history-move-none = In die Benutzerakte gelegt
history-forward = Weitergeleitet an { $names }
history-forwarded = Von einem anderen Benutzer weitergeleitet bekommen
history-take = Übernommen
history-complete = Erledigt
history-reopen = Wieder geöffnet
history-wiedervorlage = Wiedervorlage auf { $day } gesetzt
history-wiedervorlage-none = Wiedervorlage beendet
history-delete = In den Papierkorb gelegt
history-restore = Aus dem Papierkorb geholt
history-destroy = Endgültig gelöscht
history-undo = Schritt rückgängig gemacht
window-work-report = Nicht alles hat geklappt
work-report-purpose = { $done } erledigt, { $failed } nicht. Diese Zeilen sind geblieben, wie sie waren.
work-report-copy = Liste &kopieren
group-posteingang = Kanzlei
group-mine = Mein Arbeitsplatz
group-shared = Gemeinsam
group-others = Postkörbe der anderen
group-akten = Akten
group-sending = Versand
group-keeping = Ablage
group-accounts = Alle Nachrichten
place-mein-postkorb = Mein Postkorb
place-tagesansicht = Tagesansicht
place-klientenunabhaengig = Klientenunabhängig
place-offen = Offen
place-e-akte = E-Akte
place-postausgang = Postausgang
place-entwuerfe = Entwürfe
place-journal = Journal
place-papierkorb = Papierkorb
place-quarantaene = Quarantäne
place-abrufbuch = Abrufbuch
place-alle = Alle Konten
place-suche = Suche
verb-open = Ö&ffnen
verb-answer = &Antworten
verb-answer-all = Allen ant&worten
verb-pass-on = Weiter&leiten
verb-forward = An &Benutzer
verb-file = &Zur Akte
verb-postkorb = &Postkorb
verb-take = Überneh&men
verb-synchronise = S&ynchronisieren
verb-complete = &Erledigt
verb-reopen = Wieder öffnen
verb-wiedervorlage = Wieder&vorlage
verb-delete = Lös&chen
verb-restore = &Wiederherstellen
verb-destroy = Endg&ültig löschen
verb-seen = Ge&sehen
verb-read = Als gelesen kennzeichnen
verb-unread = Als ungelesen kennzeichnen
verb-why = War&um liegt das hier?
verb-assign = Zu&ordnen
verb-process = &Verarbeiten
verb-undo = Rückgängi&g
key-control = Strg+{ $key }
key-control-shift = Strg+Umschalt+{ $key }
key-delete = Entf
key-shift-delete = Umschalt+Entf
done-file = { $count ->
    [one] 1 Nachricht nach { $akte } abgelegt
   *[other] { $count } Nachrichten nach { $akte } abgelegt
}
done-postkorb = { $count ->
    [one] 1 Nachricht in den Postkorb { $to } gelegt
   *[other] { $count } Nachrichten in den Postkorb { $to } gelegt
}
done-zentral = { $count ->
    [one] 1 Nachricht in den Zentralen Postkorb gelegt
   *[other] { $count } Nachrichten in den Zentralen Postkorb gelegt
}
done-letter-queued = E-Brief Nr. { $id } liegt im Postausgang.
done-assign = { $count ->
    [one] 1 Nachricht zugeordnet
   *[other] { $count } Nachrichten zugeordnet
}
done-move-none = { $count ->
    [one] 1 Nachricht in die Benutzerakte gelegt
   *[other] { $count } Nachrichten in die Benutzerakte gelegt
}
done-forward = { $count ->
    [one] 1 Nachricht an Benutzer { $names } weitergeleitet
   *[other] { $count } Nachrichten an Benutzer { $names } weitergeleitet
}
done-take = { $count ->
    [one] 1 Nachricht übernommen
   *[other] { $count } Nachrichten übernommen
}
done-complete = { $count ->
    [one] 1 Nachricht erledigt
   *[other] { $count } Nachrichten erledigt
}
done-reopen = { $count ->
    [one] 1 Nachricht wieder geöffnet
   *[other] { $count } Nachrichten wieder geöffnet
}
done-wiedervorlage = { $count ->
    [one] 1 Nachricht auf Wiedervorlage am { $day } gelegt
   *[other] { $count } Nachrichten auf Wiedervorlage am { $day } gelegt
}
done-wiedervorlage-none = { $count ->
    [one] Wiedervorlage beendet
   *[other] { $count } Wiedervorlagen beendet
}
done-delete = { $count ->
    [one] 1 Nachricht in den Papierkorb gelegt
   *[other] { $count } Nachrichten in den Papierkorb gelegt
}
done-restore = { $count ->
    [one] 1 Nachricht wiederhergestellt
   *[other] { $count } Nachrichten wiederhergestellt
}
done-destroy = { $count ->
    [one] 1 Nachricht endgültig gelöscht
   *[other] { $count } Nachrichten endgültig gelöscht
}
done-seen = { $count ->
    [one] 1 Nachricht als gesehen vermerkt
   *[other] { $count } Nachrichten als gesehen vermerkt
}
done-undo = { $count ->
    [one] Rückgängig gemacht
   *[other] Bei { $count } Nachrichten rückgängig gemacht
}
done-process = { $count ->
    [one] 1 Nachricht verarbeitet
   *[other] { $count } Nachrichten verarbeitet
}
desk-nothing-given = Vorgang { $id }: Bitte zuerst eine Akten-Nr. oder einen Postkorb angeben.
why-verb-process = aus dem Posteingang verarbeitet
history-process = Verarbeitet
history-process-akte = Verarbeitet: in die Akte { $akte } gelegt
column-check = Ja
column-date = Datum
column-kind = Art
column-sender = Absender
column-kurzbezeichnung = Aktenkurzbezeichnung
column-postkorb = Postkorb
column-bemerkung = Bemerkung
column-attachments = Anlagen
column-eingangsfach = Eingangsfach
place-of-postkorb = Postkorb { $name }
place-of-tagesansicht = Tagesansicht { $name }
status-read = gelesen
status-done = erledigt
kind-mail = E-Mail
kind-fax = Fax
kind-scan = Scan
nav-all-trays = Alle Eingangsfächer
akte-pick-file = Zur Akte
akte-pick-file-purpose = { $count ->
    [one] In welche Akte gehört die Nachricht?
   *[other] In welche Akte gehören die { $count } Nachrichten?
}
ask-delete-title = Löschen
ask-delete = { $count ->
    [one] Soll die Nachricht in den Papierkorb gelegt werden? Die E-Akte behält ihr Dokument.
   *[other] Sollen { $count } Nachrichten in den Papierkorb gelegt werden? Die E-Akte behält ihre Dokumente.
}
ask-delete-yes = &Löschen
ask-delete-never = Löschen, nicht mehr &fragen
ask-destroy-title = Endgültig löschen
ask-destroy = { $count ->
    [one] Soll die Nachricht endgültig gelöscht werden? Das lässt sich nicht rückgängig machen. Was in einer E-Akte liegt, bleibt dort.
   *[other] Sollen { $count } Nachrichten endgültig gelöscht werden? Das lässt sich nicht rückgängig machen. Was in einer E-Akte liegt, bleibt dort.
}
ask-destroy-yes = &Endgültig löschen
benutzer-not-found = „{ $typed }“ ist kein Benutzer mit Zugang, oder mehrere heißen so. Bitte die Benutzernummer eingeben.
process-title = Verarbeiten
process-nothing = Keine Zeile ist markiert. Eine Zeile markiert sich selbst, sobald eine Akten-Nr. oder ein Postkorb feststeht.
done-sender-standing = { $count ->
    [one] Absender zugeordnet (Von → An), 1 Nachricht verteilt
   *[other] Absender zugeordnet (Von → An), { $count } Nachrichten verteilt
}
done-synchronise = { $count ->
    [one] 1 Nachricht übernommen
   *[other] { $count } Nachrichten übernommen
}
done-stopped = Abgebrochen: { $what }
tool-new = Neue&r E-Brief
tool-settings = E&instellungen
tool-view = A&nsicht
search-placeholder = Suchen (Strg+F)
search-nothing = Nichts gefunden.
search-place = Ort
search-everywhere = Überall
search-akte = Akte
search-person = Person
search-from = Von Tag
search-to = Bis Tag
search-attachments = mit Anlagen
search-unread = ungelesen
search-letters = { $count ->
    [one] Auch ein gesendeter E-Brief passt.
   *[other] Auch { $count } gesendete E-Briefe passen.
}
search-letters-show = Im &Journal zeigen
view-below = Vorschau unten
view-right = Vorschau rechts
view-off = Keine Vorschau
view-ask-delete = Sicherheitsabfrage beim Löschen
mail-count-more = Mehr als { $count } Nachrichten
chosen-count = { $count } ausgewählt
work-progress = { $done } von { $all } …
work-stop = Abbrechen
column-details = Einzelheiten
column-attempts = Versuche
column-last-try = Zuletzt versucht
file-kind-mail = E-Mail-Dateien
kept-back-retry = &Erneut abrufen
kept-back-save = Rohdaten s&peichern …
kept-back-discard-tool = Ver&werfen
kept-back-discard-title = Verwerfen
kept-back-discard = { $count ->
    [one] Soll die Nachricht verworfen werden? Auf dem Server bleibt sie liegen; sie wird nicht noch einmal abgerufen.
   *[other] Sollen { $count } Nachrichten verworfen werden? Auf dem Server bleiben sie liegen; sie werden nicht noch einmal abgerufen.
}
kept-back-discard-yes = &Verwerfen
kept-back-empty = Nichts in Quarantäne: Jede Nachricht ist angekommen.
kept-back-why = Hier liegt, was sich nicht abrufen oder speichern ließ. Alle anderen Nachrichten sind davon nicht berührt.
kept-back-since = In Quarantäne seit { $at }
kept-back-refused = Der Server gibt sie nicht heraus
kept-back-too-large = Größer als erlaubt
kept-back-not-stored = Ließ sich nicht speichern
column-started = Beginn
column-on-server = Auf Server
column-new = Neu
column-stored = Geholt
column-skipped = Übersprungen
column-removed = Entfernt
column-result = Ergebnis
run-under-way = läuft
run-interrupted = unterbrochen
run-failed = Fehler: { $error }
run-balances = Summe stimmt
run-does-not-balance = Summe stimmt nicht
run-acknowledge = Als gesehen &quittieren
run-red-only = Nur &Auffällige
run-none = Keine Abrufe.
run-why = Jeder Abruf ist eine Zeile. Rote Zeilen bleiben, bis sie jemand quittiert.
run-sums = Auf dem Server { $server }: bekannt { $known }, neu { $new } – davon geholt { $stored }, Quarantäne { $quarantined }, übersprungen { $skipped }.
quellen-head = { $count ->
    [one] Quellen (1 Konto)
   *[other] Quellen ({ $count } Konten)
}
quellen-forward = Weiterleitung:
quellen-no-forwarding = keine automatische Weiterleitung
quellen-none = Kein Konto steht auf „Posteingang“.
e-akte-choose = E-Akte öffnen
e-akte-choose-purpose = Welche Akte soll gezeigt werden?
e-akte-choose-tool = Akte &wählen …
e-akte-write = E-&Brief zur Akte
e-akte-none = Bitte eine Akte wählen.
column-filed = Abgelegt
column-document = Dokument
column-snippet = Fundstelle
e-akte-search = In der Akte suchen
e-akte-documents = { $count ->
    [one] 1 Dokument
   *[other] { $count } Dokumente
}
e-akte-all = Alle Dokumente
e-akte-root = Ohne Ordner
e-akte-new-tool = Neuer &Ordner …
e-akte-new-folder = Neuer Ordner
e-akte-folder-name = &Name des Ordners:
e-akte-rename = Ordner umbenennen
e-akte-rename-tool = &Umbenennen …
e-akte-remove-tool = Ordner auf&lösen
e-akte-remove-title = Ordner auflösen
e-akte-remove = Soll der Ordner aufgelöst werden? Seine Dokumente bleiben in der Akte; sie liegen danach eine Ebene höher.
e-akte-remove-yes = &Auflösen
e-akte-undo-tool = Schritt &zurück
desk-empty-but-altbestand = { $count ->
    [one] Hier liegt nichts Neues. Älteres liegt unter „Altbestand“ (1 Nachricht).
   *[other] Hier liegt nichts Neues. Älteres liegt unter „Altbestand“ ({ $count } Nachrichten).
}
# Schreibtisch: Ende

# Fenster: E-Mail Konto und SMTP-Authentifizierung
fault-day-invalid = „{ $given }“ ist kein Datum. Bitte als TT.MM.JJJJ angeben, zum Beispiel 31.01.2026.
account-purpose = Einrichten und Bearbeiten eines E-Mail Kontos
account-label-name = Angezeigter &Name:
account-label-address = &E-Mail-Adresse:
account-label-protocol = Servertyp:
account-label-chooser = Server &wählen (optional):
account-label-in-host = Posteingangs&server ({ $protocol }):
account-label-port = Po&rt:
account-label-user = &Benutzername:
account-label-password = &Kennwort:
account-label-receive = Empfangsoptionen:
account-label-days = Tage bis &zum Entfernen:
account-label-first = Beim ersten Abruf:
account-label-count = Nachrichten auf dem Server:
account-label-out-host = Postausgangsserver (S&MTP):
account-label-out-port = Port:
account-label-tls = TLS:
account-label-folders = Or&dner:
account-label-interval = Abruf alle … Minuten:
account-label-pins = Zertifikats-Ausnahmen:
account-section-in = Posteingang ({ $protocol })
account-section-out = Postausgang (SMTP)
account-section-more = Weitere Einstellungen
account-protocol-pop3 = &POP3
account-protocol-imap = &IMAP
account-protocol-exchange = MS E&xchange-Server (ab V. 2007 SP1)
account-label-deployment = Bereitstellung:
account-deployment-ews = Exchange im Haus (EWS)
account-deployment-graph = Microsoft 365 / Cloud (Graph)
account-deployment-cloud = Post wird über Microsoft Graph abgerufen und gesendet; der Server steht fest.
account-label-mailbox = Freigegebenes Postfach:
account-mailbox-hint = leer: das eigene Postfach. Sonst die E-Mail-Adresse des Postfachs, auf das dieser Benutzer zugreifen darf.
account-label-exchange-user = &Benutzeranmeldung:
account-sign-in-hint = z. B. KANZLEI\muster oder muster@kanzlei.de
account-exchange-host-hint = Servername wie mail.kanzlei.de oder die ganze Adresse (https://…/EWS/Exchange.asmx); bleibt das Feld leer, sucht der Kontotest den Server
account-exchange-out = Versand erfolgt über den Exchange-Server; die Kopie legt er selbst unter „Gesendete Elemente“ ab.
account-remove-for-good = endgültig löschen statt in „Gelöschte Elemente“ verschieben
account-receive-leave-exchange = Auf dem Server ändert sich nichts; auch „ungelesen“ bleibt.
account-receive-remove-exchange = Erst wenn eine Nachricht sicher gespeichert ist, kommt sie auf dem Server nach „Gelöschte Elemente“.
account-receive-destroy-exchange = Erst wenn eine Nachricht sicher gespeichert ist, wird sie auf dem Server endgültig gelöscht.
account-field-deployment = Bereitstellung
account-field-mailbox = Freigegebenes Postfach
account-field-for-good = Endgültig löschen
account-label-authentication = Authentifizierung
account-auth-standard = Standard (Benutzername und Kennwort)
account-auth-oauth2 = OAuth2
account-auth-not-yet = Beides wird erst mit der Unterstützung von MS Exchange wählbar.
account-no-pop3 = { $name } bietet kein POP3 an. Bitte IMAP verwenden.
account-offer = Die Adresse gehört zu { $name }.
account-button-offer = Einstellungen übernehmen
account-button-search = Einstellungen suc&hen
account-chooser-none = Kein bekannter Anbieter passt dazu. „Einstellungen suchen“ findet auch andere.
account-chooser-more = … { $count } weitere; Pfeiltaste oder weiter tippen
account-chooser-individual = Bei { $name } hat jeder Kunde einen eigenen Servernamen. Er steht im Kundenbereich des Anbieters; bitte dort nachsehen und unten eintragen.
account-chooser-help = Hilfe des Anbieters: { $page }
account-search-running = Einstellungen werden gesucht … Es wird kein Kennwort gesendet.
account-search-running-agreed = Einstellungen werden gesucht … Das Kennwort erfährt nur, wem Sie zugestimmt haben.
account-search-asks = Noch wurde kein Server gefunden.
account-search-done = Gefundene Server. Eingetragen wird nur, was Sie übernehmen.
account-search-nothing = Es wurde kein Server gefunden. Bitte prüfen Sie die Adresse oder fragen Sie Ihren Anbieter.
account-search-hide = Ausblenden
account-search-offer = Der Server „{ $host }“ meldet sich für { $domain } zuständig und gibt erst nach einer Anmeldung Auskunft.
account-search-offer-foreign = Der Server „{ $host }“ einer anderen Domain meldet sich für { $domain } zuständig. Er wurde noch nicht gefragt.
account-search-offer-password = Bitte zuerst unten Benutzeranmeldung und Kennwort eintragen.
account-search-confirm = Dort anmelden...
account-search-confirm-title = Anmeldedaten senden
account-search-confirm-question = Der Server „{ $host }“ meldet sich für { $domain } zuständig. Anmeldedaten dorthin senden?
account-search-confirm-yes = &Senden
account-told-deployment = Die Bereitstellung wurde nach der Adresse vorausgewählt:
account-search-ispdb = Auch in Thunderbirds Datenbank suchen (sie erfährt die Domain, nicht die Adresse)
account-found-line = { $protocol }: { $host }, Port { $port }, { $security }
account-found-user = Benutzername { $user }
account-found-sources = Quelle: { $sources }
account-found-absent = { $protocol }: gibt es bei dieser Domain ausdrücklich nicht ({ $sources })
account-found-take = Übernehmen
account-found-title = Server übernehmen
account-found-question = Soll { $host } eingetragen werden? Dorthin werden später Benutzername und Kennwort gesendet.
account-password-stored = Es ist ein Kennwort gespeichert. Leer lassen heißt: unverändert.
account-domain-login = Domäne\Benutzer nehmen Mailserver meist nicht an. Bitte die E-Mail-Adresse oder den Namen ohne Domäne verwenden.
account-receive-leave = Nachrichten auf dem Server im Posteingang be&lassen (können auch von anderen Geräten abgerufen werden).
account-receive-remove = Nachrichten auf dem Server, je nach Servereinstellung, löschen oder in Papierkorb &verschieben.
account-receive-leave-imap = Auf dem Server ändert sich nichts; auch „ungelesen“ bleibt.
account-receive-leave-pop3 = Auf dem Server ändert sich nichts. Jede Nachricht wird trotzdem nur einmal abgerufen.
account-receive-remove-imap = Erst wenn eine Nachricht sicher gespeichert ist, kommt sie auf dem Server in den Papierkorb; hat er keinen, wird sie gelöscht.
account-receive-remove-pop3 = Erst wenn eine Nachricht sicher gespeichert ist, wird sie auf dem Server gelöscht. POP3 kennt keinen Papierkorb.
account-days-hint = leer: sofort nach dem Speichern
account-in-encrypted = Server er&fordert eine verschlüsselte Verbindung (SSL)
account-out-encrypted = Vers&chlüsselte Verbindung verwenden
account-security-tls = SSL/TLS
account-security-starttls = STARTTLS
account-plain-warning = Ohne Verschlüsselung kann unterwegs jeder Kennwort und Post mitlesen.
account-plain-title = Ohne Verschlüsselung
account-plain-question = Ohne Verschlüsselung kann unterwegs jeder das Kennwort und die Post mitlesen. Für Post von Mandanten kommt das nur in Frage, wenn der Server im eigenen Haus steht. Wirklich unverschlüsselt verbinden?
account-plain-yes = Unverschlüsselt &verbinden
account-plain-save = Unverschlüsselt &speichern
account-odd-starttls = Auf diesem Port gilt meistens STARTTLS, nicht SSL/TLS.
account-odd-tls = Auf diesem Port gilt meistens SSL/TLS, nicht STARTTLS.
account-first-all = alle Nachrichten
account-first-since = ab Datum
account-first-new = nur neue
account-first-format = TT.MM.JJJJ
account-count-unknown = noch nicht ermittelt
account-count-running = wird ermittelt …
account-count-known = { $count ->
    [0] keine Nachricht
    [one] eine Nachricht
   *[other] { $count } Nachrichten
}
account-button-count = Anzahl ermitteln
account-out-auth = Postausgang: Server erfordert Authentifizier&ung
account-button-smtp-auth = Einstellun&gen...
account-auth-same = Anmeldung wie beim Posteingangsserver ({ $protocol })
account-auth-own = Anmeldung mit eigenem Benutzernamen: { $user }
account-auth-browser = Eigene Anmeldung im Browser als { $user }
account-auth-browser-open = Eigene Anmeldung im Browser als { $user }: noch nicht angemeldet
account-auth-own-same = Anmeldung mit eigenem Benutzernamen: { $user }, Kennwort wie beim Posteingang
account-auth-none = Ohne Anmeldung nehmen die meisten Server keine Post zum Senden an.
account-folders-hint = Mehrere Ordner mit Komma trennen. INBOX ist der Posteingang.
account-interval-hint = 1 bis 1440, leer: 5
account-pin = { $host }, Port { $port }
account-pin-none = keine
account-button-revoke = Zurücknehmen
account-button-proven = Letzte funktionierende Einstellungen
account-proven-none = Dieses Konto hat noch keinen Kontotest ganz bestanden.
account-button-test = Kontoeinstellungen tes&ten
account-button-undo = Rückgängig
account-button-seen = In Ordnung
account-state-saving = Bitte warten …
account-state-faults = { $count ->
    [one] Eine Angabe ist noch zu berichtigen. Es wurde nichts gespeichert.
   *[other] { $count } Angaben sind noch zu berichtigen. Es wurde nichts gespeichert.
}
account-state-passed = Diese Einstellungen haben den Kontotest bestanden.
account-state-untested = Diese Einstellungen sind noch nicht getestet. Sie können sie trotzdem speichern.
account-told-preset = Eingetragen wurden die Einstellungen von { $name }:
account-told-found = Eingetragen wurde der gefundene Server:
account-told-repair = { $count ->
    [one] Der Kontotest hat eine Angabe berichtigt:
   *[other] Der Kontotest hat { $count } Angaben berichtigt:
}
account-told-proven = Eingetragen sind wieder die Einstellungen, mit denen der Kontotest am { $when } bestanden wurde. Gespeichert wird mit „OK“.
account-told-proven-same = Hier stehen schon die Einstellungen, mit denen der letzte Kontotest bestanden wurde.
account-change = { $field }: { $before } → { $now }
account-value-empty = (leer)
account-value-leave = belassen
account-value-remove = löschen oder in Papierkorb verschieben
account-value-auth-same = wie Posteingang
account-value-auth-own = eigene Anmeldung
account-value-auth-none = keine
account-value-first-all = alle Nachrichten
account-value-first-new = nur neue
account-field-name = Angezeigter Name
account-field-address = E-Mail-Adresse
account-field-protocol = Servertyp
account-field-in-host = Posteingangsserver
account-field-in-port = Port (Posteingang)
account-field-user = Benutzername
account-field-in-security = Verschlüsselung (Posteingang)
account-field-after-fetch = Empfangsoptionen
account-field-days = Tage bis zum Entfernen
account-field-first = Beim ersten Abruf
account-field-out-host = Postausgangsserver
account-field-out-port = Port (Postausgang)
account-field-out-user = Benutzername (Postausgang)
account-field-out-security = Verschlüsselung (Postausgang)
account-field-auth = Authentifizierung (Postausgang)
account-field-folders = Ordner
account-field-interval = Abruf alle … Minuten
account-leave-title = Nicht gespeichert
account-leave-question = Die Änderungen an diesem Konto sind nicht gespeichert. Ohne Speichern schließen?
account-leave-yes = &Ohne Speichern schließen
account-removal-title = Auf dem Server löschen
account-removal-stored = { $count ->
    [0] Von den gespeicherten Nachrichten dieses Kontos würde heute keine auf dem Server entfernt.
    [one] Eine gespeicherte Nachricht dieses Kontos würde heute auf dem Server entfernt.
   *[other] { $count } gespeicherte Nachrichten dieses Kontos würden heute auf dem Server entfernt.
}
account-removal-new = { $count ->
    [0] Auf dem Server liegt zurzeit keine Nachricht.
    [one] Auf dem Server liegt zurzeit eine Nachricht. Sie ist davon betroffen, sobald sie abgerufen ist.
   *[other] Auf dem Server liegen zurzeit { $count } Nachrichten. Alle sind davon betroffen, sobald sie abgerufen sind.
}
account-removal-unknown = Wie viele Nachrichten auf dem Server betroffen sind, ließ sich nicht ermitteln. { $reason }
account-removal-rule-now = Entfernt wird, sobald eine Nachricht sicher gespeichert ist. Andere Geräte sehen sie dann nicht mehr.
account-removal-rule-days = { $days ->
    [one] Entfernt wird einen Tag, nachdem eine Nachricht gespeichert wurde. Andere Geräte sehen sie dann nicht mehr.
   *[other] Entfernt wird { $days } Tage, nachdem eine Nachricht gespeichert wurde. Andere Geräte sehen sie dann nicht mehr.
}
account-removal-safe = In Kontorpost bleibt jede Nachricht erhalten.
account-removal-yes = &Löschen einschalten
account-sharing-title = Neues Kennwort
account-sharing-question = Dieselbe Anmeldung wird auch hier verwendet. Soll das neue Kennwort überall übernommen werden?
account-sharing-own = Postausgang dieses Kontos
account-sharing-incoming = Konto „{ $name }“, Posteingang
account-sharing-outgoing = Konto „{ $name }“, Postausgang
account-sharing-yes = Überall &übernehmen
account-sharing-no = &Nur hier
account-keep-until-quit = Nur bis zum &Beenden merken
account-revived-told = Dieses Konto gab es schon einmal; es ist wieder aufgenommen. { $mails ->
    [one] Eine gespeicherte Nachricht gehört
   *[other] { $mails } gespeicherte Nachrichten gehören
} wieder dazu; nichts davon wird doppelt abgerufen.
smtp-auth-heading = Postausgang
smtp-auth-purpose = Authentifizierung am Postausgangsserver (SMTP)
smtp-auth-same = &Gleiche Einstellung wie Posteingangsserver ({ $protocol }) verwenden
smtp-auth-own = An&melden mit:
smtp-auth-oauth2 = Anmeldung im Bro&wser (OAuth2) als:
smtp-auth-sign-in = Im B&rowser anmelden...
smtp-auth-renew = Im B&rowser erneuern...
smtp-auth-user = &Benutzername:
smtp-auth-password = &Kennwort:
smtp-auth-hint = Leer lassen heißt: das gespeicherte Kennwort, sonst das des Posteingangs.
# E-Mail Konten, Konto neu, Stammdaten
button-ok = &OK
konto-neu-purpose = Vor dem Einrichten eines E-Mail Kontos bitte lesen
konto-neu-notice-server = Beim Abruf kann Kontorpost Nachrichten auf dem Mailserver löschen oder in den Papierkorb verschieben.
konto-neu-notice-others = Bitte klären Sie vor der Einrichtung, ob das Postfach auch mit anderen Programmen oder Geräten benutzt wird, und wählen Sie dann „Nachrichten auf dem Server im Posteingang belassen“.
konto-neu-notice-ready = Halten Sie die Zugangsdaten Ihres Anbieters bereit.
konto-neu-read = &Ich habe den Hinweis gelesen.
accounts-purpose = Zentrale Verwaltung der E-Mail Konten der Kanzlei und ihrer Zuordnung zu Posteingang und Postkörben
accounts-new = Konto &neu
accounts-edit = Konto &bearbeiten
accounts-delete = Konto &löschen
accounts-test-all = Alle Konten &testen
accounts-import = &Importieren…
accounts-export = &Exportieren…
accounts-column-active = Aktiv
accounts-column-kanzlei = Kanzlei E-Mail Konto
accounts-column-account = E-Mail Konto
accounts-column-mode = Empfangen / Senden
accounts-column-owner = Benutzer / Postkorb
accounts-column-pool = Datenpool
accounts-column-app = Postkorb Kopie an RA APP
accounts-none = Es ist noch kein E-Mail Konto eingerichtet.
accounts-none-advice = Mit „Konto neu“ richten Sie das erste Konto ein; mit „Importieren…“ übernehmen Sie eine Roll-out-Datei Ihres Betreuers.
accounts-reading = Konten werden gelesen …
accounts-saving = Wird gespeichert …
accounts-count = { $count ->
    [0] Keine Konten
    [one] 1 Konto, davon { $active } aktiv
   *[other] { $count } Konten, davon { $active } aktiv
}
accounts-unsaved = Es gibt ungespeicherte Änderungen.
accounts-owner-zentral = Zentraler Postkorb
accounts-owner-left = { $name } (nicht aktuell)
accounts-pool-main = Hauptdatenpool
accounts-app-none = keine Kopie
accounts-app-no-device = kein Gerät
accounts-state-never = noch nie abgerufen
accounts-state-success = letzter Erfolg { $at }
accounts-state-failed = Fehler beim letzten Abruf, letzter Erfolg { $at }
accounts-state-failed-never = Fehler, noch kein Abruf gelungen
accounts-state-paused = pausiert seit { $at }: Anmeldung abgelehnt
accounts-state-sends = wird nicht abgerufen
accounts-fault-owner = Bitte unter „Benutzer / Postkorb“ einen Benutzer wählen: „{ $mode }“ braucht ihn.
accounts-fault-incoming = Für „{ $mode }“ fehlt der Posteingangsserver. Bitte unter „Konto bearbeiten“ eintragen.
accounts-fault-outgoing = Für „{ $mode }“ fehlt der Postausgangsserver. Bitte unter „Konto bearbeiten“ eintragen.
accounts-warn-twice = Achtung: Dieselbe Adresse ruft auch „{ $name }“ ab. Nachrichten kämen doppelt an.
accounts-warn-left = Achtung: { $name } ist kein aktueller Benutzer mehr. Bitte einen anderen wählen oder das Konto abschalten.
accounts-warn-app = Achtung: „{ $device }“ ist kein bestätigtes Gerät dieses Benutzers.
accounts-refused-title = Speichern nicht möglich
accounts-refused = Bitte zuerst die rot bezeichneten Konten berichtigen. Es wurde nichts gespeichert.
accounts-refused-line = { $name }: { $reason }
accounts-kanzlei-title = Kanzlei E-Mail Konto
accounts-kanzlei-move = Kanzlei E-Mail Konto ist bisher „{ $from }“. Soll es künftig „{ $to }“ sein?
accounts-kanzlei-move-note = Es kann nur ein Kanzlei E-Mail Konto geben. Wirksam wird der Wechsel mit „Speichern“.
accounts-kanzlei-move-yes = &Wechseln
accounts-kanzlei-not-posteingang = „{ $name }“ steht auf „{ $mode }“. Kanzlei E-Mail Konto kann nur ein Konto sein, das auf „Posteingang“ steht.
accounts-delete-title = Konto löschen
accounts-delete-question = Soll das Konto „{ $name }“ ({ $address }) gelöscht werden?
accounts-delete-mails = { $count ->
    [0] Zu diesem Konto sind keine Nachrichten gespeichert.
    [one] 1 gespeicherte Nachricht bleibt erhalten.
   *[other] { $count } gespeicherte Nachrichten bleiben erhalten.
}
accounts-delete-letters = { $count ->
    [one] 1 E-Brief im Postausgang kann dann nicht mehr gesendet werden.
   *[other] { $count } E-Briefe im Postausgang können dann nicht mehr gesendet werden.
}
accounts-delete-kanzlei = Es ist das Kanzlei E-Mail Konto. Bitte bestimmen Sie danach ein anderes.
accounts-delete-secret = Das Kennwort wird gelöscht. Auf dem Mailserver ändert sich nichts.
accounts-delete-yes = &Löschen
accounts-leave-title = Ungespeicherte Änderungen
accounts-leave = Sie haben Änderungen nicht gespeichert. Sollen sie gespeichert werden?
accounts-leave-no = &Nicht speichern
accounts-file-import-title = Roll-out-Datei importieren
accounts-file-export-title = Roll-out-Datei exportieren
accounts-no-file-dialog = Der Dateidialog des Systems lässt sich nicht öffnen.
accounts-no-file-dialog-advice = Unter Linux stellt ihn „xdg-desktop-portal“ oder „zenity“ bereit; bitten Sie Ihren Betreuer darum. Ohne ihn gehen auf der Kommandozeile „kontorpost account add“ und „kontorpost account export“.
accounts-file-kind = Roll-out-Datei (TOML)
accounts-import-wrong = Die Datei „{ $file }“ lässt sich nicht übernehmen. { $count ->
    [one] Sie hat einen Fehler:
   *[other] Sie hat { $count } Fehler:
}
accounts-exported-title = Exportiert
accounts-exported = Die Einstellungen von „{ $name }“ stehen in { $file }.
accounts-exported-note = Ein Kennwort enthält die Datei nicht.
stammdaten-purpose = Benutzer, Akten, Klienten und was sonst zu Konten und Post gehört
stammdaten-tab-benutzer = &Benutzer
stammdaten-tab-pools = &Datenpools
stammdaten-tab-geraete = A&pp-Geräte
stammdaten-new = &Neu
stammdaten-delete = &Löschen
stammdaten-number = N&ummer:
stammdaten-name = Na&me:
stammdaten-address = &E-Mail:
stammdaten-login = Anmeldename (&Windows oder Linux):
stammdaten-current = Ak&tuell (arbeitet jetzt hier)
stammdaten-verwalter = &Verwalter (darf Konten und Stammdaten ändern)
stammdaten-geraet-benutzer = Benutze&r:
stammdaten-geraet-confirmed = Bestäti&gt (darf Kopien empfangen)
stammdaten-nothing-benutzer = Noch kein Benutzer. Der erste wird Verwalter; bitte Ihren eigenen Anmeldenamen eintragen.
stammdaten-nothing-pools = Noch kein weiterer Datenpool. Ohne Angabe gilt der Hauptdatenpool.
stammdaten-nothing-geraete = Noch kein App-Gerät.
stammdaten-new-benutzer = Neuer Benutzer
stammdaten-new-pool = Neuer Datenpool
stammdaten-new-geraet = Neues App-Gerät
stammdaten-needs-benutzer = Bitte zuerst einen Benutzer anlegen: Jedes Gerät gehört jemandem.
stammdaten-benutzer-missing = Bitte einen Benutzer wählen.
stammdaten-saved = Gespeichert.
stammdaten-delete-title = Eintrag löschen
stammdaten-delete-question = Soll „{ $name }“ gelöscht werden?
read-only-why = Nur ansehen: { $reason }
# Kontotest im Fenster
proposal-host = Server { $host }
proposal-port = Port { $port }
proposal-tls = SSL/TLS
proposal-starttls = STARTTLS
proposal-unprotected = keine Verschlüsselung
proposal-user = Benutzername „{ $user }“
proposal-address = E-Mail-Adresse „{ $address }“
proposal-list = { $first }, { $then }
proposal-and = { $first } und { $last }
proposal-use = { $what } verwenden
proposal-leave = Nachrichten auf dem Server belassen
proposal-sign-in = zum Senden anmelden wie am Posteingangsserver
proposal-try = { $what } und e&rneut testen
certificate-names = Zertifikat für: { $names }
certificate-issuer = Ausgestellt von: { $issuer }
certificate-validity = Gültig: { $from } bis { $until }
certificate-fingerprint = Fingerabdruck (SHA-256): { $fingerprint }
test-for = Kontotest für:
test-servers = Posteingang: { $incoming } · Postausgang: { $outgoing }
test-no-server = keiner
test-start = &Test starten
test-stop = &Test abbrechen
test-send-mail = Test&nachricht senden
test-send-mail-hint = an die eigene Adresse; sie wird erwartet und danach wieder gelöscht
test-status-waiting = wartet
test-status-running = läuft
test-progress = Der Test läuft: { $done } von { $total }
test-all-passed = Alle Prüfungen bestanden.
test-passed-with-warnings = { $count ->
    [one] Bestanden, mit einem Hinweis.
   *[other] Bestanden, mit { $count } Hinweisen.
}
test-not-passed = { $count ->
    [one] Eine Prüfung ist fehlgeschlagen.
   *[other] { $count } Prüfungen sind fehlgeschlagen.
}
test-was-cancelled = Der Test wurde abgebrochen.
test-no-test = Noch nicht getestet.
test-error = &Fehler:
test-details = &Einzelheiten:
test-no-fault = Es gibt keinen Fehler. Wählen Sie eine Zeile, um zu sehen, was gefunden wurde.
test-heading = { $server }: { $task } – { $status }
test-heading-code = { $server }: { $task } – { $status } ({ $code })
test-took = { $time } ms
test-copy = &Kopieren
test-copied = Kopiert.
test-save = &Bericht speichern …
test-trust = &Vertrauen …
test-changed = Für diesen Test geändert: { $what }.
test-changed-form = Beim Schließen stehen die Änderungen im Konto und lassen sich dort rückgängig machen.
test-keep-title = Änderungen übernehmen
test-keep-question = Der Test ist mit geänderten Einstellungen bestanden. Sollen sie im Konto gespeichert werden?
test-keep = &Speichern
test-keep-not = &Nicht speichern
test-report-file = Kontotest { $name }
test-report-text = Text
test-report-html = Internetseite (HTML)
test-report-csv = Tabelle (CSV)
file-saved-title = Gespeichert
file-saved = Die Datei ist gespeichert.
test-all-title = Alle Konten testen
test-all-for = Kontotest für alle Konten
test-all-start = Alle &testen
test-all-one = Konto ein&zeln testen …
test-all-csv = Als &CSV speichern …
test-all-progress = Der Test läuft: { $done } von { $total } Konten
test-all-good = Alle Konten haben den Test bestanden.
test-all-bad = { $count ->
    [one] Ein Konto hat den Test nicht bestanden.
   *[other] { $count } Konten haben den Test nicht bestanden.
}
test-all-file = Kontotest aller Konten
test-all-none = Es gibt keine Konten.
column-incoming = Empfangen
column-outgoing = Senden
window-file-name = Speichern unter
file-name-why = Das Dateifenster des Systems lässt sich hier nicht öffnen. Bitte geben Sie an, wohin gespeichert werden soll.
file-name-label = &Datei:
file-name-fault = Bitte Ordner und Dateinamen vollständig angeben.
test-all-count = { $count ->
    [one] Ein Konto
   *[other] { $count } Konten
}

# Zertifikat, Hilfe, Info, Darstellung
trust-title = Zertifikat: { $server }
trust-purpose = Soll Kontorpost diesem Server trotzdem vertrauen?
trust-facts = Das sagt das &Zertifikat über sich:
trust-warning = Ein Zertifikat ist der Ausweis des Servers. Ist er gefälscht, liest ein Fremder Ihr Kennwort und Ihre Post mit. Vertrauen Sie ihm deshalb nur, wenn der Fingerabdruck Zeichen für Zeichen mit dem übereinstimmt, den Ihnen der Administrator oder Anbieter auf anderem Weg genannt hat, etwa am Telefon. Die Ausnahme gilt nur für diesen Server und diesen Anschluss.
trust-compared = Ich habe den &Fingerabdruck mit dem Administrator oder Anbieter verglichen.
trust-accept = Diesem Zertifikat &vertrauen
help-purpose = Kurz erklärt
help-keys = Strg+C kopiert den markierten Text, Esc schließt.
info-purpose = E-Mail für Kanzleien
info-version = Version { $version } ({ $system })
info-licence = Lizenz: { $licence }
info-directory = Datenverzeichnis: { $path }
info-licences = Lizenzen der enthaltenen Bestandteile:
info-crates = Programmbibliotheken (Name, Version, Lizenz, Herkunft). Je nach Betriebssystem ist nur ein Teil davon enthalten.
info-font = Schrift: Noto Sans
info-icons = Symbole: Fluent UI System Icons
appearance-purpose = Alles ändert sich sofort. „Abbruch“ stellt den alten Zustand wieder her.
appearance-language = &Sprache:
appearance-looks = A&ussehen:
appearance-scale = &Größe:
appearance-dialogs = &Dialoge:
appearance-german = Deutsch
appearance-english = English
appearance-light = Hell
appearance-dark = Dunkel
appearance-contrast = Hoher Kontrast
appearance-windows = eigene Fenster
appearance-layers = im Hauptfenster
appearance-hint = Die Art der Dialoge gilt ab dem nächsten Dialog. Innerhalb einer Auswahl bewegen Sie sich mit den Pfeiltasten.
help-text-window =
    Links wählen Sie, welche Post Sie sehen: alles zusammen oder ein einzelnes E-Mail Konto. Rechts oben steht die Liste der Nachrichten, darunter die ausgewählte Nachricht.

    „Abrufen“ (F5) holt sofort neue Post. Kontorpost ruft auch von selbst ab, solange das Fenster offen ist. Jede Nachricht wird genau einmal gespeichert.

    „E-Mail Konten“ zeigt alle Konten und wie sie benutzt werden. Unter „Stammdaten“ stehen Benutzer, Datenpools und Geräte. „Darstellung“ ändert Sprache, Farben und Größe.

    Die Zeile ganz unten sagt, wann zuletzt abgerufen wurde, oder was nicht geht und seit wann. Steht dort eine Störung, öffnen Sie „E-Mail Konten“ und testen das genannte Konto. Fragt der Support nach, stellt „Hilfe“ > „Diagnose...“ zusammen, was er braucht; Sie sehen alles, bevor Sie es speichern.

    Alles geht auch ohne Maus: Tabulator geht weiter, Alt und der unterstrichene Buchstabe drückt einen Knopf, die Pfeiltasten wählen in Listen. Lesen verändert nichts auf dem Mailserver.
help-text-accounts =
    Die Tabelle zeigt alle E-Mail Konten der Kanzlei. Nur ein Konto mit Haken bei „Aktiv“ wird abgerufen und beim Schreiben als Absender angeboten.

    „Kanzlei E-Mail Konto“ kennzeichnet das eine Konto, mit dem alle senden dürfen. Es muss auf „Posteingang“ stehen.

    „Empfangen / Senden“: Bei „Posteingang“ kommt die Post in den gemeinsamen Eingang. Bei „Postkorb“ kommt sie zu einem bestimmten Benutzer. Bei „Nur Senden“ wird nichts abgerufen. Für „Postkorb“ und „Nur Senden“ wählen Sie daneben den Benutzer.

    Graue Felder gelten bei dieser Einstellung nicht. Ist eine Zeile rot markiert, fehlt etwas; „Speichern“ sagt, was.

    Unter der Adresse steht, wann zuletzt abgerufen wurde oder was nicht geht. „pausiert“ heißt: Der Server hat die Anmeldung abgelehnt. Kontorpost versucht es erst wieder, wenn Sie etwas ändern oder der Test bestanden ist; so wird das Postfach nicht gesperrt.

    „Konto neu“ legt ein Konto an, „Konto bearbeiten“ oder ein Doppelklick öffnet es. „Konto löschen“ fragt vorher nach und löscht nie gespeicherte Nachrichten. „Alle Konten testen“ prüft jedes Konto, ohne etwas zu verändern. „Importieren“ übernimmt eine Datei Ihres Betreuers, „Exportieren“ schreibt die Einstellungen eines Kontos ohne Kennwort.

    „Speichern“ sichert und bleibt, „OK und Schließen“ sichert und schließt. „Abbruch und Schließen“ verwirft, was nicht gespeichert ist, und fragt vorher.
help-text-konto-neu =
    Bevor Sie ein Konto einrichten, lesen Sie bitte den Hinweis. Setzen Sie dann den Haken „Ich habe den Hinweis gelesen“. Erst danach erscheint „OK“ an der Stelle von „Abbruch“.

    Wichtig ist eine Frage: Wird das Postfach auch mit anderen Programmen oder Geräten benutzt, zum Beispiel mit einem Handy? Dann wählen Sie im nächsten Fenster, dass die Nachrichten auf dem Server bleiben. So geht nichts verloren.

    Halten Sie E-Mail-Adresse, Benutzername und Kennwort bereit, die Ihr Anbieter genannt hat. Manche Anbieter verlangen für Mailprogramme ein eigenes Kennwort.
help-text-account =
    „Angezeigter Name“ und „E-Mail-Adresse“ sehen die Empfänger Ihrer Briefe.

    „Servertyp“: IMAP ist richtig, wenn das Postfach auch anderswo benutzt wird. POP3 holt nur den Posteingang. Wenn Sie unsicher sind, lassen Sie IMAP stehen.

    „Server wählen“ füllt alle Felder für bekannte Anbieter. „Einstellungen suchen“ fragt beim Anbieter nach; Ihr Kennwort wird dabei nicht gesendet, und was Sie selbst eingetragen haben, bleibt stehen.

    Die verschlüsselte Verbindung schützt Kennwort und Post unterwegs. Schalten Sie sie nicht aus, wenn es der Anbieter nicht ausdrücklich verlangt. SSL/TLS und STARTTLS sind gleich sicher; welches gilt, sagt der Anbieter. Der Port ist die Nummer des Anschlusses und passt sich von selbst an, solange Sie ihn nicht ändern.

    „Empfangsoptionen“: „belassen“ verändert auf dem Server nichts und ist die sichere Wahl. „löschen oder in Papierkorb verschieben“ wirkt erst, wenn eine Nachricht bei Ihnen sicher gespeichert ist.

    „Beim ersten Abruf“ bestimmt, was von der vorhandenen Post geholt wird: alles, ab einem Datum oder nur neue. Im Zweifel nehmen Sie alles.

    „Authentifizierung“: Microsoft 365 und meist auch Google verlangen OAuth2, die Anmeldung im Browser. Ein Verwalter hinterlegt dafür einmal die „App-Registrierung“; die Anleitung steht in deren Fenster. Ihr Kennwort geben Sie dann nur beim Anbieter ein.

    Das Kennwort liegt nur im Schlüsselbund dieses Rechners. Ein leeres Kennwortfeld heißt bei einem bestehenden Konto: unverändert.

    „Kontoeinstellungen testen“ prüft genau das, was jetzt im Fenster steht, auch wenn es noch nicht gespeichert ist. Speichern dürfen Sie auch ohne Test.
help-text-smtp-auth =
    Hier legen Sie fest, womit sich Kontorpost beim Senden anmeldet.

    „Gleiche Einstellung wie Posteingangsserver verwenden“ nimmt Benutzername und Kennwort vom Empfangen. Das ist bei fast allen Anbietern richtig.

    „Anmelden mit“ brauchen Sie nur, wenn der Anbieter für das Senden einen anderen Benutzernamen oder ein anderes Kennwort genannt hat. Die Felder darunter sind nur dann offen.

    „Anmeldung im Browser“ ist für einen Postausgangsserver von Microsoft, Google oder einem eigenen Anmeldedienst, wenn der Posteingang anders angemeldet wird. Meldet sich schon der Posteingang im Browser an, genügt die erste Möglichkeit.

    Das Kennwort liegt im Schlüsselbund dieses Rechners, nie in einer Datei. Ein leeres Kennwortfeld heißt bei einem bestehenden Konto: unverändert. Wenn Sie unsicher sind, wählen Sie die erste Möglichkeit und testen Sie das Konto.
help-text-account-test =
    Der Test prüft Schritt für Schritt, ob das Konto empfangen und senden kann. Er holt, markiert und löscht nichts. Er beginnt von selbst; „Test starten“ wiederholt ihn, zum Beispiel nach einem losen Kabel.

    In der Tabelle steht je Schritt, was geprüft wird, an welchem Server, mit welchem Ergebnis und wie lange es dauerte. „nicht geprüft“ heißt nur: Ein früherer Schritt ging nicht, deshalb kam dieser nicht an die Reihe. Das ist kein eigener Fehler. „nicht vorgesehen“ heißt: Das gibt es bei diesem Konto nicht.

    Unter „Fehler:“ stehen zum ausgewählten Schritt Ursache und Rat, eine Kennung wie E-TLS-01 für die Hotline und die Antwort des Servers. „Kopieren“ nimmt alles in die Zwischenablage, „Bericht speichern“ schreibt den ganzen Test in eine Datei. Das Kennwort steht in keinem von beiden.

    Kennt Kontorpost die Abhilfe, steht sie auf einem Knopf, etwa „Port 143 und STARTTLS verwenden und erneut testen“. Damit wird nur für diesen Test geändert. Schließen Sie danach das Fenster, stehen die Änderungen markiert im Konto und lassen sich dort rückgängig machen.

    „Vertrauen“ erscheint, wenn der Rechner das Zertifikat des Servers nicht kennt. Fragen Sie dann zuerst Ihren Administrator.

    „Testnachricht senden“ schickt zusätzlich eine Nachricht an die eigene Adresse, wartet auf sie und löscht sie wieder.

    „Abbruch“ oder Esc beendet den Test sofort. Besteht der Test, steht dort grün: „Alle Prüfungen bestanden.“
help-text-trust =
    Jeder Mailserver weist sich mit einem Zertifikat aus, wie mit einem Ausweis. Dieser Rechner kennt die Stelle nicht, die diesen Ausweis ausgestellt hat, oder der Name darauf passt nicht.

    Das kommt bei Servern im eigenen Haus vor, und wenn ein Virenscanner die Verbindung prüft. Es kann aber auch ein Angriff sein.

    Der Fingerabdruck ist bei jedem Zertifikat anders und lässt sich nicht nachmachen. Rufen Sie Ihren Administrator oder Anbieter an und vergleichen Sie ihn Zeichen für Zeichen. Fragen Sie nicht per E-Mail.

    Stimmt er überein, setzen Sie den Haken; dann lässt sich „Diesem Zertifikat vertrauen“ drücken. Die Ausnahme gilt nur für diesen Server und diesen Anschluss, und sie entfällt, sobald ein gültiges Zertifikat erscheint.

    Stimmt er nicht überein oder sind Sie unsicher, wählen Sie „Abbruch“. Es wurde noch kein Kennwort gesendet.
help-text-stammdaten =
    Stammdaten sind Benutzer, Akten, Klienten, Datenpools, Tätigkeiten, Eingangsfächer und App-Geräte. Oben wählen Sie den Teil, links den Eintrag; Strg+F sucht, auch ohne Umlaute.

    Ein Benutzer hat eine Nummer, einen Namen und den Anmeldenamen dieses Rechners. Nur wer Verwalter ist, darf Konten und Stammdaten ändern. Solange es noch keinen Benutzer gibt, darf es jeder. Der erste Benutzer wird Verwalter; tragen Sie dort Ihren eigenen Anmeldenamen ein.

    Externe haben nur eine Adresse: Sie können Absender einer Zuordnung Von → An sein, aber nicht handeln.

    Akten, Benutzer und Klienten lassen sich aus einer Tabelle (CSV) importieren. Die Tabelle wird erst geprüft; übernommen wird alles oder nichts, und jede falsche Zeile wird genannt.

    Ein Klient wird allein über die Adressen seiner Ansprechpartner gefunden. Post eines Kontos ohne eigenes Eingangsfach kommt in das Standardfach.

    Ein Datenpool ist der Bestand, in dem Post eines Postkorbs abgelegt wird. Ein App-Gerät bekommt auf Wunsch Kopien des Postkorbs.

    Wer ausscheidet, verliert den Haken „Aktuell“ und bleibt in der Liste. So bleibt nachvollziehbar, wer was getan hat. „Löschen“ geht nur, solange nichts auf den Eintrag verweist.

    „Speichern“ übernimmt die Änderungen. Ein Fehler steht neben dem Feld, das nicht stimmt.
help-text-appearance =
    „Sprache“ stellt alle Texte auf Deutsch oder Englisch um. Nachrichten werden nicht übersetzt.

    „Aussehen“: „Hell“ ist der Normalfall, „Dunkel“ schont die Augen in dunklen Räumen. „Hoher Kontrast“ hilft, wenn Sie schlecht sehen.

    „Größe“ macht Schrift und Bedienelemente größer. Sie gilt zusätzlich zur Einstellung des Betriebssystems.

    „Dialoge“: Als eigene Fenster lassen sie sich verschieben. Im Hauptfenster sind sie besser, wenn sich Fenster auf einem Terminalserver falsch verhalten. Die Wahl gilt ab dem nächsten Dialog.

    Alles ändert sich sofort, damit Sie es beurteilen können. „OK und Schließen“ behält es, „Abbruch und Schließen“ stellt den Zustand von vorher wieder her.

# Schreibtisch: Vorgänge, Ablage, Papierkorb
desk-claimed = Jemand war schneller: Benutzer { $number } hat diesen Vorgang schon übernommen.
desk-not-to-take = Vorgang { $id } liegt nicht im Zentralen Postkorb und ist niemandem sonst zur Auswahl gestellt; er lässt sich nicht übernehmen.
desk-not-for-you = Vorgang { $id } ist nach den Zuordnungen (Von → An) nicht für Sie bestimmt.
desk-akte-unknown = Eine Akte { $number } gibt es in diesem Datenpool nicht. Nichts wurde geändert.
desk-akte-malformed = „{ $given }“ ist keine Aktennummer. Richtig ist zum Beispiel 8/20.
desk-benutzer-not-current = Benutzer { $number } gibt es nicht oder er ist nicht „Aktuell“.
desk-nobody-known = Für wen? Ihr Anmeldename gehört zu keinem Benutzer; bitte zuerst angeben, wer Sie sind.
desk-nothing-to-undo = An Vorgang { $id } ist nichts rückgängig zu machen.
desk-undo-too-late = An Vorgang { $id } lässt sich das nicht mehr rückgängig machen: Der Empfänger arbeitet schon daran.
desk-filed-since = An Vorgang { $id } lässt sich das nicht mehr rückgängig machen: Dieselbe Nachricht wurde inzwischen an anderer Stelle in eine Akte gelegt.
desk-nobody-named = Bitte mindestens einen Benutzer angeben, der den Vorgang bekommt.
desk-in-papierkorb = Vorgang { $id } liegt im Papierkorb. Bitte zuerst wiederherstellen.
desk-in-zentral = Vorgang { $id } liegt schon im Zentralen Postkorb.
desk-not-in-papierkorb = Vorgang { $id } liegt nicht im Papierkorb.
desk-completed-already = Vorgang { $id } ist schon abgeschlossen.
desk-not-completed = Vorgang { $id } ist weder abgeschlossen noch weitergeleitet.
desk-place-unknown = Den Platz „{ $given }“ gibt es nicht. Möglich sind posteingang, posteingang:FACH, postkorb:N, zentral, tagesansicht:N, wiedervorlage, klientenunabhaengig, offen, nicht-zugeordnet, abgelegt, abgelegt:N, papierkorb, altbestand und quarantaene.
akte-folder-name-empty = Bitte einen Namen für den Unterordner eingeben.
akte-folder-name-taken = Hier gibt es schon einen Unterordner „{ $name }“. Bitte einen anderen Namen wählen.
akte-folder-in-itself = Ein Unterordner lässt sich nicht in sich selbst verschieben. Bitte ein anderes Ziel wählen.
akte-folder-elsewhere = Diesen Unterordner gibt es in dieser Akte nicht mehr. Bitte die Akte neu öffnen.
akte-nothing-to-undo = An Dokument { $id } ist nichts rückgängig zu machen.
akte-filed-already = Diese Anlage liegt schon in dieser Akte.
storage-no-vorgang = Einen Vorgang { $id } gibt es nicht.
desk-empty = Hier liegt nichts.
desk-head-id = Nr.
desk-head-received = Eingang
desk-head-place = Platz
desk-head-status = Status
desk-head-from = Von
desk-head-subject = Betreff
desk-head-akte = Akten-Nr.
desk-head-klient = Klient
desk-head-taetigkeit = Tätigkeit
desk-head-note = Anweisung
desk-head-wiedervorlage = Wiedervorlage
desk-place-eingangsfach = Posteingang, Fach { $number }
desk-place-postkorb = Postkorb { $number }
desk-place-zentral = Zentraler Postkorb
desk-place-tagesansicht = Tagesansicht { $number }
desk-place-tagesansicht-open = Tagesansicht, noch von niemandem übernommen
desk-place-nicht-zugeordnet = Nicht zugeordnet
desk-place-abgelegt = Automatisch abgelegt
desk-place-altbestand = Altbestand
desk-status-neu = neu
desk-status-in-arbeit = in Arbeit
desk-status-weitergeleitet = weitergeleitet
desk-status-abgeschlossen = abgeschlossen
desk-status-zurueckgenommen = zurückgenommen
desk-status-vernichtet = endgültig gelöscht
desk-done-assign = Vorgang { $id } ist zugewiesen.
desk-done-move = Vorgang { $id }: Das Dokument liegt jetzt in der gewünschten Akte.
desk-done-forward = Vorgang { $id } ist weitergeleitet.
desk-done-take = Vorgang { $id } gehört jetzt Ihnen.
desk-done-sync = { $count ->
    [0] Es gab nichts zu übernehmen.
    [one] 1 Vorgang gehört jetzt Ihnen.
   *[other] { $count } Vorgänge gehören jetzt Ihnen.
}
desk-done-complete = Vorgang { $id } ist abgeschlossen.
desk-done-reopen = Vorgang { $id } ist wieder offen.
desk-done-wiedervorlage = Vorgang { $id } kommt wieder am { $day }.
desk-done-wiedervorlage-none = Vorgang { $id } hat keine Wiedervorlage mehr.
desk-done-delete = Vorgang { $id } liegt im Papierkorb. Die Akte behält ihr Dokument.
desk-done-restore = Vorgang { $id } ist wiederhergestellt.
desk-done-seen = Vorgang { $id } ist als gesehen vermerkt.
desk-done-undo = Vorgang { $id }: „{ $verb }“ ist rückgängig gemacht.
desk-done-destroy-gone = Vorgang { $id } ist endgültig gelöscht. Die Nachricht wird nie wieder eingelesen.
desk-done-destroy-kept = Vorgang { $id } ist endgültig gelöscht. Die Nachricht selbst bleibt, weil eine Akte oder ein anderer Vorgang sie hält.
desk-ask-delete = Vorgang { $id } („{ $subject }“) in den Papierkorb legen? Die Akte behält ihr Dokument. Bitte „ja“ eingeben:
desk-ask-destroy = Vorgang { $id } („{ $subject }“) endgültig löschen? Das lässt sich nicht rückgängig machen. Bitte „ja“ eingeben:
desk-not-confirmed = Nichts wurde gelöscht.
desk-not-confirmed-advice = Ohne Rückfrage löscht --yes.
why-lies = Vorgang { $id }: { $place }, { $status }.
why-akte = Abgelegt in { $akte }.
why-no-akte = In keiner Akte abgelegt.
why-step = { $at }  { $who }: { $what }
why-program = das Programm
why-benutzer = Benutzer { $number }
why-undone = (rückgängig gemacht)
why-verb-import = eingelesen
why-verb-assign = zugewiesen
why-verb-move = Aktennummer geändert
why-verb-forward = weitergeleitet an
why-verb-forwarded = weitergeleitet aus Vorgang
why-verb-take = übernommen von
why-verb-complete = abgeschlossen
why-verb-reopen = wieder geöffnet
why-verb-wiedervorlage = Wiedervorlage
why-verb-delete = in den Papierkorb gelegt
why-verb-restore = wiederhergestellt
why-verb-undo = rückgängig gemacht
why-verb-destroy = endgültig gelöscht
help-desk = Vorgänge: was auf welchem Schreibtisch liegt
help-desk-list = Einen Platz auflisten, z. B. kontorpost desk list --place postkorb:2
help-desk-assign = Einer Akte oder einem Benutzer zuweisen, z. B. kontorpost desk assign 12 --akte 8/20 --benutzer 3
help-desk-move = Aktennummer ändern; das Dokument zieht um, "" bedeutet Benutzerakte: kontorpost desk move 12 9/20
help-desk-forward = An einen oder mehrere Benutzer weiterleiten, z. B. kontorpost desk forward 12 --to 2 --to 3 --note "Bitte Frist notieren"
help-desk-take = Aus dem Zentralen Postkorb oder der gemeinsamen Tagesansicht übernehmen
help-desk-sync = Alles übernehmen, was Ihnen nach Von → An zusteht
help-desk-complete = Abschließen
help-desk-reopen = Abgeschlossenes oder Weitergeleitetes wieder öffnen
help-desk-wiedervorlage = Auf einen Tag legen; ohne Tag endet die Wiedervorlage
help-desk-delete = In den Papierkorb legen (fragt nach)
help-desk-restore = Aus dem Papierkorb wiederherstellen
help-desk-destroy = Endgültig löschen, nur aus dem Papierkorb und nur als Verwalter (fragt nach)
help-desk-seen = Automatisch Abgelegtes als gesehen vermerken
help-desk-undo = Das Letzte rückgängig machen, auch die automatische Ablage
help-desk-documents = Dokumente einer Akte, Benutzerakte oder Sammelakte
help-why = Warum ein Vorgang liegt, wo er liegt
help-arg-place = Platz: posteingang[:FACH], postkorb:N, zentral, tagesansicht:N, wiedervorlage, klientenunabhaengig, offen, nicht-zugeordnet, abgelegt[:N], papierkorb, altbestand, quarantaene
help-arg-sort = Sortieren nach: datum, eingang, absender, betreff, akte, kurzbezeichnung, status, gelesen, anlagen, groesse, wiedervorlage, klient, taetigkeit, anweisung, art, eingangsfach, benutzer, konto
help-arg-reverse = In umgekehrter Reihenfolge
help-arg-person = Nur von oder an diese Person: Name oder Adresse
help-arg-until = Bis zu diesem Tag, zum Beispiel 2026-01-31
help-arg-with-attachments = Nur mit Anlagen
help-arg-unread = Nur ungelesene
help-arg-akte = Aktennummer, z. B. 8/20
help-arg-zentral = In den Zentralen Postkorb
help-arg-note = Anweisung für die Empfänger
help-arg-day = Tag der Wiedervorlage
help-arg-register = Nummer der Akte in der Kartei
help-arg-yes = Nicht nachfragen
# Empfänger: Stand der Konten, Übernahme, Anstoß
standing-off = wird nicht abgerufen
standing-never = noch nie abgerufen
standing-fine = letzter Erfolg { $ago }
standing-late = überfällig, letzter Erfolg { $ago }
standing-failing = Abruf fehlgeschlagen, letzter Erfolg { $ago }
standing-failing-never = Abruf fehlgeschlagen, noch nie abgerufen
standing-paused = angehalten (Anmeldung abgelehnt), letzter Erfolg { $ago }
standing-paused-never = angehalten (Anmeldung abgelehnt), noch nie abgerufen
standing-next = { $at } Uhr
standing-head-light = Ampel
standing-head-next = nächster Versuch
standing-head-error = Grund
light-off = aus
light-green = grün
light-amber = gelb
light-red = rot
ago-now = gerade eben
ago-minutes = { $count ->
    [one] vor einer Minute
   *[other] vor { $count } Minuten
}
ago-hours = { $count ->
    [one] vor einer Stunde
   *[other] vor { $count } Stunden
}
ago-days = { $count ->
    [one] vor einem Tag
   *[other] vor { $count } Tagen
}
receive-waiting = Ein anderer Empfänger ruft ab. Dieser übernimmt, sobald jener endet.
receive-waiting-by = Es ruft schon ab: { $login } auf { $host }, Prozess { $pid }, seit { $since }. Dieser Empfänger übernimmt, sobald jener endet.
receive-nobody = Für dieses Datenverzeichnis ruft gerade niemand ab.
receive-nudged = Der laufende Empfänger ruft jetzt ab.
error-nobody-receives = Für dieses Datenverzeichnis ruft gerade niemand ab.
error-nobody-receives-advice = Einmal abrufen: „kontorpost receive --once“; dauernd: „kontorpost receive“.
status-account-late = Seit Längerem kein Abruf
help-receive-status = Stand jedes Kontos: letzter Erfolg, nächster Versuch, Grund; Exit-Code 1, wenn eines rot ist
help-receive-now = Den laufenden Empfänger sofort abrufen lassen („Jetzt abrufen“)
progress-old-mail = Einlesen
old-mail-imported = { $imported ->
    [one] Eine Nachricht eingelesen
   *[other] { $imported } Nachrichten eingelesen
} · schon vorhanden { $known } · Quarantäne { $quarantined } · ausgelassen { $skipped }
old-mail-left-out = Ausgelassen: { $path }: { $reason }
old-mail-left-out-of = Ausgelassen: { $path }, Nachricht { $number }: { $reason }
old-mail-unreadable = nicht lesbar ({ $detail })
old-mail-not-mail = keine E-Mail
old-mail-not-mbox = keine mbox-Datei
old-mail-deleted = im Mailprogramm gelöscht
old-mail-too-large = größer als 256 MB
help-mail-import = Alte Post aus Dateien einlesen (Altbestand); nichts kommt doppelt
help-arg-into = Konto, zu dem die Post gehört
help-arg-mbox = mbox-Dateien
help-arg-dir = Verzeichnisse: Maildir, Thunderbird-Profil, .eml-Dateien
## Büro: Stammdaten und Einstellungen

stammdaten-in-use-by-mail = Wird noch verwendet: Post, Dokumente oder Einstellungen gehören dazu.
akte-number-invalid = „{ $given }“ ist keine Aktennummer. Richtig ist zum Beispiel 8/20 oder 1234/2026.
benutzer-external-has-no-access = Externe haben keinen Zugang: weder Anmeldename noch Rechte.
zuordnung-von-unknown = „{ $given }“ ist bei keinem Benutzer als Adresse eingetragen.
zuordnung-von-not-current = Der Benutzer mit der Adresse „{ $given }“ ist nicht aktuell.
zuordnung-an-not-current = Benutzer { $number } ist nicht aktuell und kann keine Post bekommen.
zuordnung-an-external = Benutzer { $number } ist extern, hat keinen Zugang und kann keine Post bekommen.
quelle-not-posteingang = Konto „{ $name }“ steht nicht auf „Posteingang“ und kann keine Quelle sein.
eingangsfach-standard-stays = „{ $name }“ ist das Standardfach. Bitte zuerst ein anderes zum Standard machen.
error-no-einlesen = Benutzer { $number } hat das Recht „E-Mails automatisch einlesen“ nicht.
error-no-einlesen-advice = Ein Verwalter kann es geben: in den Stammdaten oder mit „kontorpost benutzer edit { $number } --einlesen true“.
table-faults = { $count ->
    [one] Die Tabelle hat einen Fehler:
   *[other] Die Tabelle hat { $count } Fehler:
}
table-advice = Es wurde nichts übernommen. Bitte berichtigen und noch einmal einlesen.
table-in-column = Zeile { $line }, Spalte „{ $column }“: { $fault }
table-empty = Die Datei ist leer.
table-not-text = Die Datei ist keine CSV-Datei. In Excel bitte „Speichern unter“ und „CSV UTF-8 (durch Trennzeichen getrennt)“ wählen.
table-too-large = Die Datei ist zu groß für eine solche Tabelle (höchstens 64 MB).
table-column-missing = Die Spalte „{ $name }“ fehlt in der ersten Zeile.
table-column-unknown = Die Spalte „{ $given }“ gibt es nicht. Bekannt sind: { $known }.
table-column-twice = Die Spalte „{ $name }“ steht zweimal da.
table-field-count = { $found ->
    [one] Die Zeile hat nur ein Feld statt { $wanted }.
   *[other] Die Zeile hat { $found } Felder statt { $wanted }.
}
table-yes-no = „{ $given }“ ist weder ja noch nein.
table-also-in-line = Steht schon in Zeile { $line }.
settings-pattern-invalid = „{ $given }“ ist weder eine E-Mail-Adresse noch „@“ mit einer Domain.
settings-benutzer-unusable = „{ $given }“ ist kein aktueller Benutzer mit Zugang.
settings-taetigkeit-unknown = Es gibt keine Tätigkeit „{ $given }“.
settings-taetigkeit-needed = Automatisch einlesen geht nur mit einer Tätigkeit. Bitte eine auswählen (Befehlszeile: --taetigkeit NAME).
settings-not-blocked = „{ $given }“ ist nicht gesperrt.
benutzer-head-einlesen = Einlesen
benutzer-head-external = Extern
reason-not-fetched = Das Konto steht auf „Nur Senden“.
reason-blocked = Post von { $address } wird nicht in den Posteingang importiert.
reason-fax = Die Nachricht kommt vom Faxserver der Kanzlei.
reason-number-at-start = Der Betreff beginnt mit der Aktennummer { $akte }.
reason-number-inside = Im Betreff steht die Aktennummer { $akte }.
reason-number-unknown = Der Betreff beginnt mit { $akte }; eine solche Akte gibt es in diesem Datenpool nicht.
reason-numbers-several = Im Betreff stehen mehrere Aktennummern: { $akten }.
reason-no-number = Im Betreff wurde keine Aktennummer erkannt.
reason-directive-of-stranger = Der Betreff-Befehl gilt nicht, weil dieser Absender keine geben darf.
reason-directive-unverified = Der Betreff-Befehl gilt nicht, weil der Mailserver den Absender für gefälscht hält.
reason-directive-akte-unknown = Der Betreff-Befehl nennt { $akte }; eine solche Akte gibt es in diesem Datenpool nicht.
reason-directive-benutzer-unknown = Der Betreff-Befehl nennt Benutzer { $number }, der hier nicht arbeitet.
reason-owner-not-current = Benutzer { $number }, dem das Konto gehört, ist nicht mehr „Aktuell“.
reason-forwarding-not-current = Benutzer { $number }, an den der Posteingang weiterleitet, ist nicht mehr „Aktuell“.
reason-by-directive = Betreff-Befehl „ea“: nur in die E-Akte { $akte }.
reason-by-directive-to = Betreff-Befehl „pk“: in die E-Akte { $akte } und in den Postkorb von Benutzer { $number }.
reason-own-postkorb = Das Konto gehört zum Postkorb von Benutzer { $number }.
reason-zentraler-postkorb = Das Konto gehört zum Zentralen Postkorb.
reason-forwarded = Der Posteingang leitet Nachrichten mit Aktennummer an Benutzer { $to } weiter.
reason-eingangsfach = Das Konto ist Quelle von Eingangsfach { $number }.
reason-assigned = Von → An: für Benutzer { $an }.
reason-unassigned = Zu { $address } gibt es keine Zuordnung (Von → An).
reason-klient = { $address } ist Ansprechpartner des Klienten.
reason-klient-unknown = { $address } gehört zu keinem Klienten: Klientenunabhängig.
reason-klient-without-address = Keine Adresse eines Klienten gefunden: Klientenunabhängig.
reason-klient-several = { $address } gehört zu mehreren Klienten: Klientenunabhängig.
reason-completed = Automatisch abgeschlossen, weil ein Klient feststeht.
desk-head-proposed = Erkannt
help-arg-to-desk = Auch in Posteingang, Postkorb oder Tagesansicht legen, als wäre es neue Post
folder-junk = { $count ->
    [one] Eine ungelesene Nachricht im Spam-Ordner
   *[other] { $count } Nachrichten im Spam-Ordner
}
folder-other = { $count ->
    [one] Eine ungelesene Nachricht im Ordner „{ $name }“, der nicht abgerufen wird
   *[other] { $count } ungelesene Nachrichten im Ordner „{ $name }“, der nicht abgerufen wird
}
folder-at = { $account }: { $words }
folder-none = Kein weiterer Ordner bekannt: noch kein Abruf, oder der Server kennt keine.
folder-head-name = Ordner
folder-head-junk = Spam
folder-head-messages = Nachrichten
folder-head-unseen = ungelesen
folder-wanted = Der Ordner „{ $name }“ wird beim nächsten Abruf eingelesen; auf dem Server bleibt alles, wie es ist.
folder-wanted-now = Der laufende Empfänger liest den Ordner „{ $name }“ jetzt ein; auf dem Server bleibt alles, wie es ist.
storage-no-folder = Einen Ordner „{ $name }“ hat der letzte Abruf nicht gesehen.
help-account-folders = Ordner auf dem Server, die nicht abgerufen werden
help-arg-import-folder = Diesen Ordner einmal einlesen
error-external-acts = Benutzer { $number } ist extern und hat keinen Zugang.
table-imported = { $added ->
    [one] Ein Eintrag neu
   *[other] { $added } Einträge neu
}, { $changed ->
    [one] einer geändert
   *[other] { $changed } geändert
}.
akte-added = Akte { $number } angelegt: { $name }.
akte-edited = Akte { $number } geändert.
akte-removed = Akte { $number } entfernt.
akte-head-number = Akte
akte-head-name = Kurzbezeichnung
akte-head-sachbearbeiter = Sachbearbeiter
akte-benutzerakte = Benutzerakte { $number }
akte-sammelakte = Sammelakte
akte-main-pool = Hauptdatenpool
akte-more = { $shown } von { $all } Akten. Weitere mit --offset.
taetigkeit-added = Tätigkeit „{ $name }“ angelegt.
taetigkeit-edited = Tätigkeit „{ $name }“ heißt jetzt „{ $new }“.
taetigkeit-removed = Tätigkeit „{ $name }“ entfernt.
taetigkeit-head-name = Tätigkeit
klient-added = Klient „{ $name }“ angelegt.
klient-edited = Klient „{ $name }“ geändert.
klient-removed = Klient „{ $name }“ entfernt.
klient-head-name = Klient
klient-head-addresses = Ansprechpartner
eingangsfach-added = Eingangsfach „{ $name }“ angelegt.
eingangsfach-edited = Eingangsfach „{ $name }“ geändert.
eingangsfach-removed = Eingangsfach „{ $name }“ entfernt.
eingangsfach-head-name = Eingangsfach
eingangsfach-head-standard = Standard
quelle-set = Post von Konto { $account } kommt in das Eingangsfach „{ $name }“.
quelle-removed = Post von Konto { $account } kommt wieder in das Standardfach.
quelle-none = Kein Konto steht auf „Posteingang“.
zuordnung-set = Post von { $von } darf übernehmen: Benutzer { $an }.
zuordnung-removed = { $count ->
    [one] Eine Zuordnung
   *[other] { $count } Zuordnungen
} von { $von } entfernt.
zuordnung-head-von = Von
zuordnung-head-an = An
zuordnung-head-bar = Ungültig, weil
zuordnung-bar-von-unknown = „Von“ ist bei keinem Benutzer mehr eingetragen
zuordnung-bar-von-not-current = „Von“ ist nicht aktuell
zuordnung-bar-an-not-current = „An“ ist nicht aktuell
zuordnung-bar-an-external = „An“ ist extern und hat keinen Zugang
settings-changed = Gespeichert. Es gilt jetzt:
settings-none = keine
settings-directives-own = nur von den eigenen Benutzern
settings-directives-known = von allen bekannten Absendern
settings-directives-all = von jedem
settings-forward-to = Postkorb von Benutzer { $number }
settings-line-directives = Betreff-Befehle zulassen: { $value }
settings-line-forward = Weiterleitung des Posteingangs: { $value }
settings-line-blocked = Gesperrte Adressen: { $value }
settings-line-fax = Fax-Kennung der Kanzlei: { $value }
settings-line-reading-on = E-Mails automatisch einlesen: ja, { $minutes ->
    [one] jede Minute
   *[other] alle { $minutes } Minuten
}
settings-line-reading-off = E-Mails automatisch einlesen: nein, einmal beim Programmstart (sonst { $minutes ->
    [one] jede Minute
   *[other] alle { $minutes } Minuten
})
settings-line-taetigkeit = Tätigkeit: { $value }
settings-line-complete = E-Mails automatisch abschließen: { $value }
settings-reading-hidden = Die Einstellungen zum automatischen Einlesen sieht nur, wer das Recht dazu hat.
help-akte = Akten verwalten, zum Beispiel: kontorpost akte add 8/20 --name "Müller ./. Meier" --sachbearbeiter 2
help-akte-add = Akte anlegen
help-akte-list = Alle Akten, die neuesten zuerst
help-akte-edit = Akte ändern; was darin liegt, bleibt darin
help-akte-remove = Leere Akte entfernen
help-akte-import = Akten aus einer Tabelle (CSV) mit den Spalten Aktennummer, Kurzbezeichnung, Sachbearbeiter, Datenpool
help-benutzer-import = Benutzer aus einer Tabelle (CSV) mit den Spalten Nummer, Name, E-Mail, Aktuell, Anmeldename, Verwalter, Einlesen, Extern
help-taetigkeit = Tätigkeiten verwalten
help-taetigkeit-add = Tätigkeit anlegen
help-taetigkeit-list = Alle Tätigkeiten
help-taetigkeit-edit = Tätigkeit umbenennen
help-taetigkeit-remove = Tätigkeit entfernen
help-klient = Klienten verwalten, zum Beispiel: kontorpost klient add "Muster GmbH" --ansprechpartner "Anna Muster <anna@muster.example>"
help-klient-add = Klient anlegen
help-klient-list = Alle Klienten mit ihren Ansprechpartnern
help-klient-edit = Klient ändern
help-klient-remove = Klient entfernen
help-klient-import = Klienten aus einer Tabelle (CSV) mit den Spalten Klient, E-Mail, Ansprechpartner, eine Zeile je Adresse
help-eingangsfach = Eingangsfächer des Posteingangs verwalten
help-eingangsfach-add = Eingangsfach anlegen
help-eingangsfach-list = Alle Eingangsfächer
help-eingangsfach-edit = Eingangsfach umbenennen oder zum Standard machen
help-eingangsfach-remove = Leeres Eingangsfach entfernen
help-quelle = Quellen: in welches Eingangsfach die Post eines Kontos kommt, zum Beispiel: kontorpost quelle add 1 --fach Gericht
help-quelle-add = Konto einem Eingangsfach zuweisen
help-quelle-list = Alle Konten auf „Posteingang“ mit ihrem Eingangsfach
help-quelle-edit = Konto einem anderen Eingangsfach zuweisen
help-quelle-remove = Wieder das Standardfach
help-zuordnung = Von→An: wessen Post wer übernehmen darf, zum Beispiel: kontorpost zuordnung add info@kanzlei.example --an 2,3
help-zuordnung-add = Benutzer hinzufügen
help-zuordnung-list = Alle Zuordnungen
help-zuordnung-edit = Benutzer ersetzen
help-zuordnung-remove = Zuordnung entfernen
help-settings = Einstellungen des ganzen Büros
help-settings-show = Einstellungen zeigen
help-settings-set = Einstellungen ändern, zum Beispiel: kontorpost settings set --einlesen true --minuten 15 --taetigkeit Posteingang
help-arg-table = Tabelle (CSV aus Excel; Trennzeichen Semikolon, Komma oder Tabulator)
help-arg-change = Schon vorhandene Einträge ändern, statt sie abzulehnen
help-arg-aktennummer = Aktennummer, zum Beispiel 8/20
help-arg-new-aktennummer = Neue Aktennummer
help-arg-kurzbezeichnung = Kurzbezeichnung, zum Beispiel „Müller ./. Meier“
help-arg-sachbearbeiter = Nummer des Benutzers, der sie bearbeitet; „keiner“ für niemanden
help-arg-pool = Datenpool (ohne Angabe oder leer: Hauptdatenpool)
help-arg-new-pool = Neuer Datenpool (leer: Hauptdatenpool)
help-arg-catch-alls = Auch Benutzerakten und Sammelakten
help-arg-einlesen = Hat das Recht „E-Mails automatisch einlesen“: true oder false
help-arg-external = Extern, ohne Zugang: true oder false
help-arg-ansprechpartner = Adresse eines Ansprechpartners, auch „Name <Adresse>“; mehrfach möglich
help-arg-ohne = Diese Adresse entfernen; mehrfach möglich
help-arg-standard = Zum Standardfach machen
help-arg-fach = Name des Eingangsfachs
help-arg-von = Absender: eine Adresse, die bei einem Benutzer eingetragen ist
help-arg-an = Nummern der Benutzer, durch Komma getrennt
help-arg-betreff-befehle = Von wem Befehle im Betreff (ea, pk) gelten: own (eigene Benutzer), known (bekannte Absender), all (jeder)
help-arg-weiterleitung = Postkorb, in den der Posteingang Post mit Akte weiterleitet: Nummer des Benutzers oder „keine“
help-arg-sperren = Absender nicht importieren; mehrfach möglich
help-arg-entsperren = Absender wieder importieren; mehrfach möglich
help-arg-fax-kennung = Absender, dessen Post ein Fax ist, oder „keine“
help-arg-einlesen-on = E-Mails automatisch einlesen: true oder false
help-arg-minuten = Automatisches Einlesen alle so viele Minuten
help-arg-taetigkeit = Tätigkeit, unter der eingelesen wird, oder „keine“
help-arg-abschliessen = E-Mails automatisch abschließen: true oder false
account-kanzlei-moved = Es ist jetzt das Kanzlei E-Mail Konto; bisher war es Konto { $from }.
help-arg-move-kanzlei = Kennzeichnung „Kanzlei E-Mail Konto“ vom bisherigen Konto hierher umsetzen
letter-no-kanzlei = Anfragen an die SCHUFA verlassen das Haus nur über das Kanzlei E-Mail Konto, und keines steht auf „Posteingang“. Nichts wurde in den Postausgang gelegt.
letter-no-kanzlei-advice = Bitte unter „E-Mail Konten“ ein Konto auf „Posteingang“ stellen und als Kanzlei E-Mail Konto markieren.
help-arg-schufa = Anfrage an die SCHUFA oder ein ähnliches Verfahren: nur über das Kanzlei E-Mail Konto
app-copy-text = Kopie einer Nachricht aus der Kanzlei. Die Nachricht ist unverändert angehängt.
why-verb-app-copy = Kopie an das App-Gerät
why-verb-app-copy-left = keine Kopie an die App
app-copy-automatic = Ein Programm oder eine Mailingliste hat die Nachricht verschickt.
app-copy-no-kanzlei = Es gibt kein Kanzlei E-Mail Konto auf „Posteingang“.
app-copy-not-composed = Die Adresse des Geräts oder des Kontos ist nicht gültig.
app-copy-not-confirmed = Das App-Gerät ist nicht (mehr) bestätigt oder nicht mehr zugeordnet.
app-copy-restored = Die Nachricht ist älter als das letzte Einspielen einer Sicherung und kann schon an das Gerät gegangen sein.

## E-Brief: Entwürfe, Antworten, Vorschläge

draft-sender-missing = Bitte zuerst einen Absender wählen.
draft-sender-of-other-pool = Das Konto „{ $name }“ gehört zu einem anderen Datenpool als die Akte.
draft-sender-of-other-pool-advice = Bitte einen anderen Absender oder eine andere Akte wählen. Es wurde nichts gesendet.
draft-recipients-invalid = { $count ->
    [one] Ein Empfänger ist keine E-Mail-Adresse. Es wurde nichts gesendet.
   *[other] { $count } Empfänger sind keine E-Mail-Adressen. Es wurde nichts gesendet.
}
draft-text-too-long = Der Text ist länger als 2 MB. Bitte einen Teil als Datei anhängen.
draft-file-too-large = „{ $name }“ hat { $size } MB. Eine Anlage darf höchstens { $limit } MB haben.
draft-files-too-large = Alle Anlagen zusammen haben { $size } MB. Erlaubt sind { $limit } MB.
draft-files-advice = Bitte die Datei verkleinern oder auf mehrere E-Briefe verteilen. Der Entwurf ist unverändert.
draft-too-many-files = Mehr als { $count } Anlagen sind in einem E-Brief nicht möglich. Bitte in eine ZIP-Datei packen.
draft-no-file = „{ $name }“ ist keine Datei. Ordner bitte vorher in eine ZIP-Datei packen.
draft-akte-unknown = Es gibt keine Akte „{ $given }“.
storage-no-draft = Diesen Entwurf gibt es nicht mehr: Er wurde schon gesendet oder gelöscht.
draft-hint-attachment = Sie erwähnen eine Anlage, es ist aber keine angehängt.
draft-hint-subject = Der Betreff ist leer.
draft-hint-outside = Sie antworten allen: { $all } Empfänger, davon { $outside } außerhalb der Kanzlei.
answer-quote = Am { $moment } schrieb { $name }:
forward-head = ---------- Weitergeleitete Nachricht ----------
forward-from = Von:
forward-date = Datum:
forward-subject = Betreff:
forward-to = An:
forward-cc = Kopie:
letter-reason-deleted = Der E-Brief wurde aus dem Postausgang gelöscht, bevor er gesendet war.
e-brief-title = E-Brief: { $subject }
e-brief-sender = Absen&der:
e-brief-no-sender = Es gibt kein aktives Konto, mit dem Sie senden dürfen. Bitte unter „E-Mail Konten“ eines zuordnen.
e-brief-to = &An:
e-brief-cc = &Kopie:
e-brief-bcc = &Blindkopie:
e-brief-show-bcc = &Blindkopie
e-brief-akte = Ak&te:
e-brief-no-akte = nicht zur Akte
e-brief-answer-to-me = Antworten in meinen &Postkorb
e-brief-subject = Bet&reff:
e-brief-attachments = Anlagen:
e-brief-attach = Anlage &hinzufügen
e-brief-attach-title = Anlage hinzufügen
e-brief-attaching = { $count ->
    [one] Eine Datei wird übernommen …
   *[other] { $count } Dateien werden übernommen …
}
e-brief-detach = { $name } entfernen
e-brief-from-akte = Aus der Akt&e
e-brief-signature = Si&gnatur
e-brief-discard = Ver&werfen
e-brief-discard-question = Diesen E-Brief verwerfen? Er lässt sich unter „Entwürfe“ wiederherstellen.
e-brief-discard-yes = Ver&werfen
e-brief-total = Zusammen { $size }
e-brief-total-of = Zusammen { $size } von höchstens { $room }
e-brief-total-too-large = Zusammen { $size }: Der Postausgangsserver nimmt höchstens { $room } an. Bitte Anlagen entfernen oder verkleinern.
e-brief-html-goes = Die gestaltete Fassung des Originals geht mit.
e-brief-html-stays = Der Text des Originals ist geändert; seine gestaltete Fassung geht deshalb nicht mit.
e-brief-not-saved = Der Entwurf konnte nicht gespeichert werden; es wird weiter versucht. { $why }
e-brief-saved = Entwurf gespeichert { $moment }
e-brief-ask-receipt = &Lesebestätigung anfordern
e-brief-send = &Senden
e-brief-send-anyway = Trotzdem &senden
e-brief-suggested-benutzer = { $person } – Benutzer
e-brief-suggested-klient = { $person } – { $klient }
e-brief-reading = Wird gelesen …
window-signature = Signatur
signature-purpose = Dieser Text steht unter neuen E-Briefen des Kontos „{ $name }“.
window-pick-document = Dokumente der Akte
pick-document-none = In dieser Akte liegt noch kein Dokument.
pick-document-take = Anhän&gen
window-file-open = Datei öffnen
button-open = Ö&ffnen
letter-file-kind = E-Mail-Datei
letter-save-as = Speichern &unter
letter-head-from = Absender:
letter-head-to = An:
letter-head-cc = Kopie:
letter-head-subject = Betreff:
letter-head-moment = Zeitpunkt:
letter-head-attachments = Anlagen:
letter-head-reason = Grund:
letter-column-recipient = Empfänger
letter-column-state = Stand
letter-column-detail = Antwort des Servers
answer-unknown = (unbekannt)

## Postausgang, Entwürfe, Journal

postausgang-send-now = &Jetzt senden
postausgang-take-back = &Zurückholen
postausgang-retry = Noch einmal &versuchen
postausgang-open = Ö&ffnen
postausgang-edit = &Weiterschreiben
postausgang-delete = &Löschen
postausgang-restore = &Wiederherstellen
postausgang-file = &Zur Akte …
postausgang-search = Suchen
postausgang-automatic = A&utomatisch senden
postausgang-ask-delete = Sicherheitsabfrage &beim Löschen
postausgang-show-deleted = Gelö&schte zeigen
postausgang-deleted = { $count ->
    [one] Ein E-Brief wurde gelöscht.
   *[other] { $count } E-Briefe wurden gelöscht.
}
postausgang-undo = Lös&chen zurücknehmen
postausgang-not-found = Nichts gefunden.
postausgang-empty = Der Postausgang ist leer.
postausgang-no-drafts = Es gibt keine Entwürfe.
postausgang-no-deleted = Es gibt keine gelöschten Entwürfe.
postausgang-no-journal = Es wurde noch nichts gesendet.
postausgang-purpose = Hier liegen E-Briefe, die noch nicht gesendet sind oder nicht bei allen angekommen sind.
postausgang-column-state = Stand
postausgang-column-to = Empfänger
postausgang-column-akte = Akte
postausgang-column-from = Absender
postausgang-column-queued = Eingestellt
postausgang-column-next = Nächster Versuch
postausgang-column-saved = Gespeichert
postausgang-column-files = Anlagen
postausgang-column-date = Datum
postausgang-column-benutzer = Benutzer
postausgang-column-result = Ergebnis
postausgang-state-held = wartet auf Freigabe
postausgang-state-again = wird noch einmal versucht
postausgang-state-partly = nicht an alle zugestellt
postausgang-result-some = { $known } von { $all } zugestellt
postausgang-by-program = (Programm)
postausgang-nobody = (noch niemand)
postausgang-file-title = Zur Akte
postausgang-file-purpose = In welche Akte gehört der gesendete E-Brief? Ein leeres Feld nimmt ihn aus der Akte.
postausgang-retry-title = Noch einmal senden
postausgang-retry-unclear = Es ist unklar, ob der E-Brief angekommen ist. Wenn er noch einmal gesendet wird, kann er doppelt ankommen.
postausgang-retry-yes = &Noch einmal senden
postausgang-delete-title = Löschen
postausgang-delete-drafts = { $count ->
    [one] Den Entwurf löschen? Er lässt sich wiederherstellen.
   *[other] { $count } Entwürfe löschen? Sie lassen sich wiederherstellen.
}
postausgang-delete-letters = { $count ->
    [one] Den E-Brief aus dem Postausgang löschen? Was noch wartet, wird dann nicht gesendet.
   *[other] { $count } E-Briefe aus dem Postausgang löschen? Was noch wartet, wird dann nicht gesendet.
}
postausgang-delete-yes = &Löschen
postausgang-unclear-advice = Er wird nicht von selbst noch einmal gesendet. Bitte beim Empfänger nachfragen, dann „Noch einmal versuchen“ oder „Löschen“.
postausgang-held-advice = „Automatisch senden“ ist aus: Der E-Brief geht erst mit „Jetzt senden“.
postausgang-next-try = Versuche bisher: { $count }. Nächster Versuch: { $moment }
postausgang-server-said = Antwort des Servers: { $words }
postausgang-leave-question = { $count ->
    [one] Im Postausgang wartet noch ein E-Brief.
   *[other] Im Postausgang warten noch { $count } E-Briefe.
}
postausgang-leave-why = Gesendet wird beim nächsten Start, oder sofort, wenn ein anderes Kontorpost für diese Kanzlei läuft.
postausgang-leave-yes = Trotzdem &beenden
## Fenster: Einstellungen

einstellungen-purpose = Was für das ganze Büro gilt und was an diesem Arbeitsplatz
einstellungen-reach-office = für das ganze Büro
einstellungen-reach-workplace = nur an diesem Arbeitsplatz
einstellungen-empfang = Empfang Allgemein
einstellungen-empfang-hint = Das Postfach, aus dem E-Mails eingelesen werden. Es darf für nichts anderes benutzt werden.
einstellungen-scanner = Empfang per Scanner
einstellungen-scanner-hint = Das zentrale Postfach, an das die Scanner des Büros senden, zum Beispiel scan@…
einstellungen-versand = E-Mail-Versand
einstellungen-versand-hint = Das zentrale Postfach, über das gesendet wird: das Kanzlei E-Mail Konto.
einstellungen-einlesen = Automatisches Einlesen
einstellungen-posteingang = Posteingang
einstellungen-postausgang = Postausgang
einstellungen-dienste = Dienste
einstellungen-benachrichtigungen = Benachrichtigungen
einstellungen-no-account = Dafür ist noch kein Konto eingerichtet.
einstellungen-no-kanzlei = Noch kein Konto ist das Kanzlei E-Mail Konto. Es wird im Fenster „E-Mail Konten“ gekennzeichnet.
einstellungen-account-new = Konto ne&u…
einstellungen-account-edit = &Bearbeiten…
einstellungen-account-test = &Testen…
einstellungen-accounts = E-Mail &Konten…
einstellungen-account-inactive = { $name } <{ $address }> (nicht aktiv, wird nicht abgerufen)
einstellungen-server = Server
einstellungen-url = Url
einstellungen-port = Port
einstellungen-ssl = SSL/TLS
einstellungen-user = Benutzername
einstellungen-password = Passwort
einstellungen-smtp-server = SMTP-Server
einstellungen-smtp-port = SMTP-Port
einstellungen-auth = Authentifizierung
einstellungen-auth-same = wie beim Empfang
einstellungen-auth-own = eigene Anmeldung
einstellungen-auth-oauth2 = eigene Anmeldung im Browser
einstellungen-auth-none = keine
einstellungen-reading-part = Automatisches Einlesen
einstellungen-reading = &E-Mails automatisch einlesen:
einstellungen-yes = &Ja
einstellungen-no = &Nein
einstellungen-reading-on-hint = Eingelesen wird im unten genannten Abstand, solange das Programm läuft.
einstellungen-reading-off-hint = Eingelesen wird einmal, wenn das Programm startet.
einstellungen-minutes = Automatisches Einlesen a&lle:
einstellungen-minutes-unit = Minuten
einstellungen-minutes-few = Empfohlen sind 15 Minuten oder mehr.
einstellungen-complete = E-Mails automatisch abschließen:
einstellungen-complete-hint = Empfohlen: Nein. Sonst gilt ein Vorgang mit Klient als erledigt, bevor ihn jemand gelesen hat.
einstellungen-taetigkeit = &Tätigkeit:
einstellungen-taetigkeit-none = (keine)
einstellungen-taetigkeit-hint = Unter dieser Tätigkeit erscheinen eingelesene E-Mails.
einstellungen-taetigkeit-needed = Automatisch einlesen geht nur mit einer Tätigkeit. Bitte eine wählen.
einstellungen-taetigkeiten = &Definieren…
einstellungen-zuordnungen-part = Wer bekommt wessen E-Mails?
einstellungen-zuordnungen = E-Mail-Adressen &verwalten…
einstellungen-zuordnungen-hint = { $count ->
    [0] Noch keine Zuordnung Von → An: Eingelesene E-Mails bleiben unter „Nicht zugeordnet“.
    [one] Eine Zuordnung Von → An.
   *[other] { $count } Zuordnungen Von → An.
}
einstellungen-forward = Automatisch &weiterleiten an:
einstellungen-forward-none = keine automatische Weiterleitung
einstellungen-forward-none-hint = Post bleibt im Posteingang, bis sie jemand verteilt.
einstellungen-forward-hint = Post mit Aktennummer kommt gleich in diesen Postkorb und in die E-Akte; im Posteingang erscheint sie nicht.
einstellungen-fax = &Fax-Kennung der Kanzlei:
einstellungen-fax-hint = Adresse des Faxservers oder @Domain. Post von dort erscheint mit der Art „Fax“.
einstellungen-blocked-part = Gesperrte Adressen
einstellungen-blocked = E-Mails bestimmter Adressen nicht in den Posteingang &importieren:
einstellungen-blocked-hint = Eine Adresse oder @Domain. Gesperrte E-Mails bleiben unverändert auf dem Server und werden nie gelöscht.
einstellungen-block-add = Hin&zufügen
einstellungen-unblock = Entfernen
einstellungen-directives-part = Betreff-Befehle
einstellungen-directives = Betreff-Befehle zulassen von:
einstellungen-directives-own = &eigenen Benutzern
einstellungen-directives-known = &bekannten Absendern
einstellungen-directives-all = a&llen
einstellungen-directives-hint = Beispiele: „8/20ea“ legt gleich in die E-Akte ab, „8/20pk2“ auch in den Postkorb von Benutzer 2.
einstellungen-directives-warning = Jeder Absender kann dann Post an allen vorbei in eine E-Akte ablegen.
einstellungen-send = A&utomatisch senden
einstellungen-send-hint = E-Briefe gehen hinaus, sobald der Postausgang läuft, und werden von selbst zur E-Akte genommen. Sonst warten sie, bis jemand „Senden“ wählt.
einstellungen-ask-to-delete = Sicherheitsabfra&ge beim Löschen
einstellungen-ask-to-delete-hint = Ohne Abfrage lässt sich Gelöschtes nur noch aus dem Papierkorb zurückholen.
einstellungen-receiver = Kanzlei E-Mail Receiver
einstellungen-fetch = An diesem Arbeitsplatz abr&ufen
einstellungen-fetch-hint = Der Receiver läuft nur an einem Arbeitsplatz zugleich; endet er dort, übernimmt von selbst ein anderer. Ist er überall aus, wird nichts abgerufen und nichts gesendet.
einstellungen-receiver-now = Stand
einstellungen-holder-nobody = Gerade ruft niemand ab.
einstellungen-holder-unknown = Ein Programm auf diesem Rechner ruft ab.
einstellungen-holder-own = Dieses Fenster ruft ab, seit { $since } Uhr.
einstellungen-holder = Es ruft ab: { $login } an { $host } (Prozess { $pid }), seit { $since } Uhr.
einstellungen-standing = { $account }: { $standing }
einstellungen-nothing-fetched = Noch kein Konto eingerichtet.
einstellungen-notify = &Neue E-Mails durch das System melden
einstellungen-notify-hint = Mehrere auf einmal werden zusammengefasst, zum Beispiel „3 neue E-Mails“.
einstellungen-notify-details = Absen&der und Betreff nennen
einstellungen-notify-details-hint = Aus gutem Grund sonst nicht: Eine Meldung sieht jeder, der auf den Bildschirm schaut.
einstellungen-notify-impossible = Auf diesem System gibt es noch keine Meldungen. Die Wahl gilt, sobald es sie gibt.
einstellungen-language = S&prache:
einstellungen-looks = A&ussehen:
einstellungen-scale = &Größe:
einstellungen-dialogs = &Dialoge:
einstellungen-looks-hint = Das Aussehen ändert sich sofort; „Abbruch und Schließen“ stellt den alten Zustand wieder her. Die Art der Dialoge gilt ab dem nächsten Dialog.
help-text-settings =
    Links stehen die Seiten, rechts ihre Einstellungen. Mit den Pfeiltasten oder Strg+Bild ab und Strg+Bild auf wechseln Sie die Seite.

    Neben jedem Abschnitt steht, ob er für das ganze Büro gilt oder nur an diesem Arbeitsplatz. Seiten, für die Ihnen das Recht fehlt, sind nicht zu sehen: Für den Empfang, den Versand und den Posteingang müssen Sie Verwalter sein, für das automatische Einlesen brauchen Sie das Recht „E-Mails automatisch einlesen“.

    „Speichern“ übernimmt die Änderungen, das Fenster bleibt offen. „OK und Schließen“ übernimmt sie und schließt. „Abbruch und Schließen“ verwirft sie nach einer Rückfrage.

    Empfang Allgemein, Empfang per Scanner und E-Mail-Versand zeigen die Konten, die dafür eingerichtet sind; geändert werden sie im Fenster des Kontos, das auch testet.

    „E-Mail-Programm“ zeigt, welches Programm Links zu E-Mail-Adressen und gespeicherte Nachrichten öffnet, und trägt Kontorpost dafür ein oder aus. Das gilt sofort, nur für Sie und nur an diesem Rechner.
    Unter „Arbeitsplatz“ steht, ob Kontorpost beim Schließen des Fensters im Infobereich weiterläuft und ob es startet, wenn Sie sich am Rechner anmelden.
    Sicherung: Einmal eingerichtet, entsteht jeden Tag eine geprüfte Datei mit dem ganzen Büro, am besten auf einem anderen Datenträger. Von hier aus wird sie auch wieder eingespielt, und das Büro zieht auf einen anderen PC um.

## Fenster: E-Mail-Adressen verwalten

window-zuordnungen = E-Mail-Adressen verwalten
zuordnungen-purpose = Wer die E-Mails welcher Absender als Vorgang bekommt
zuordnungen-note = Stehen bei einem Absender mehrere Benutzer, bekommt den Vorgang, wer zuerst einliest. Absender ohne Zuordnung bleiben unter „Nicht zugeordnet“.
zuordnungen-nothing = Noch keine Zuordnung. Unten Absender und Bearbeiter wählen, dann „Neu“.
zuordnungen-von = &Von:
zuordnungen-an = &An:
zuordnungen-new = &Neu
zuordnungen-remove = &Entfernen
zuordnungen-remove-title = Zuordnung entfernen
zuordnungen-remove-question = Soll „{ $von } → { $an }“ entfernt werden? Post, die schon zugeteilt ist, bleibt, wo sie ist.
zuordnungen-remove-yes = &Entfernen
zuordnungen-nobody = Noch kein aktueller Benutzer hat eine E-Mail-Adresse. Bitte zuerst in den Stammdaten eintragen.

## Fenster: Stammdaten, weitere Teile

stammdaten-tab-akten = &Akten
stammdaten-tab-klienten = &Klienten
stammdaten-tab-taetigkeiten = Tätigke&iten
stammdaten-tab-faecher = Eingangs&fächer
stammdaten-import = Imp&ortieren…
stammdaten-export = E&xportieren…
stammdaten-search = Suchen (Strg+F)
stammdaten-head-number = Nr.
stammdaten-head-name = Name
stammdaten-head-akte = Kurzbezeichnung
stammdaten-count = { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}
stammdaten-found = { $found } von { $total }
stammdaten-found-nothing = Nichts gefunden.
stammdaten-einlesen = &Recht „E-Mails automatisch einlesen“
stammdaten-external = Extern (nur Adresse, ohne Zugan&g)
stammdaten-akte-name = Kurzbe&zeichnung:
stammdaten-clerk = Sachbea&rbeiter:
stammdaten-clerk-none = (niemand)
stammdaten-pool = Da&tenpool:
stammdaten-pool-main = Hauptdatenpool
stammdaten-people = Ansprechpartner (nur diese Adressen finden den Klienten):
stammdaten-person-none = Noch keiner.
stammdaten-person = Ansp&rechpartner:
stammdaten-person-address = &E-Mail:
stammdaten-person-add = Hin&zufügen
stammdaten-person-remove = Entfernen
stammdaten-fach-is-standard = Das ist das Standardfach: Post von Konten ohne eigenes Fach kommt hierher.
stammdaten-fach-standard = Standardfach: Post von Konten ohne ei&genes Fach kommt hierher
stammdaten-fach-new-sources = Die Quellen lassen sich wählen, sobald das Fach gespeichert ist.
stammdaten-sources = Quellen („Import E-Mail“):
stammdaten-source-elsewhere = { $account } (jetzt: { $fach })
stammdaten-sources-none = Noch kein Konto steht auf „Posteingang“.
stammdaten-sources-hint = Ohne Häkchen kommt die Post des Kontos in das Standardfach.
stammdaten-nothing-akten = Noch keine Akte. „Importieren…“ übernimmt sie aus einer Tabelle.
stammdaten-nothing-klienten = Noch kein Klient. „Importieren…“ übernimmt sie aus einer Tabelle.
stammdaten-nothing-taetigkeiten = Noch keine Tätigkeit.
stammdaten-nothing-faecher = Noch kein Eingangsfach.
stammdaten-new-akte = Neue Akte
stammdaten-new-klient = Neuer Klient
stammdaten-new-taetigkeit = Neue Tätigkeit
stammdaten-new-fach = Neues Eingangsfach

## Fenster: Tabelle einlesen

window-import-akten = Akten aus einer Tabelle
window-import-benutzer = Benutzer aus einer Tabelle
window-import-klienten = Klienten aus einer Tabelle
table-purpose = Die Tabelle wird erst geprüft und dann ganz oder gar nicht übernommen
table-choose = &Datei wählen…
table-choose-title = Tabelle einlesen
table-no-file = Noch keine Datei gewählt
table-file-kind = Tabelle (CSV)
table-columns = Spalten der ersten Zeile: { $names }. Getrennt durch Semikolon, Tabulator oder Komma, wie Excel es mit „Speichern unter“ als CSV schreibt.
table-change = &Vorhandene Einträge ändern (sonst gelten sie als Fehler)
table-waiting = Nach der Wahl wird nur geprüft. Übernommen wird erst mit „Einlesen“.
table-checking = Wird geprüft …
table-importing = Wird eingelesen …
table-would = Alles in Ordnung. Neu: { $added }, geändert: { $changed }.
table-done = Übernommen. Neu: { $added }, geändert: { $changed }.
table-import = &Einlesen
table-copy = &Kopieren
table-save-list = Liste s&peichern…
table-copied = Kopiert.
table-more-faults = … und { $count } weitere; „Kopieren“ und „Liste speichern…“ nehmen alle.
table-faults-file = Fehlerliste.txt
table-faults-kind = Text
table-no-file-dialog = Auf der Befehlszeile geht es auch: kontorpost akte import, benutzer import, klient import.
table-exported = { $count ->
    [one] Ein Eintrag steht in { $file }.
   *[other] { $count } Einträge stehen in { $file }.
}

## Wer handelt

who-nobody = Ihr Anmeldename „{ $login }“ steht bei keinem Benutzer. Sie können alles ansehen, aber nichts ändern. Ein Verwalter trägt ihn ein: Stammdaten, Benutzer, Feld „Anmeldename“.
who-nobody-short = { $login } (kein Benutzer)
who-set-up = Einrichtung
who-other = Sie handeln als „{ $name }“. Was Sie tun, steht unter diesem Namen im Protokoll.
who-change = Benutzer wechseln…
window-acting = Benutzer wechseln
acting-purpose = Angemeldet am Rechner ist „{ $login }“
acting-head-login = Anmeldename
acting-change = &Wechseln
acting-hint = Der Wechsel wird protokolliert. Er ordnet die Arbeit; vor jemandem mit Zugriff auf die Dateien schützt er nicht.
acting-only-own = Als ein anderer Benutzer kann nur handeln, wer Verwalter ist.
acting-nobody = Zu diesem Anmeldenamen gehört kein aktueller Benutzer. Ein Verwalter trägt ihn in den Stammdaten ein.
acting-nobody-yet = Es gibt noch keinen Benutzer. Bitte zuerst in den Stammdaten anlegen.
acting-windows-open = Bitte zuerst die anderen Fenster schließen: Was darin begonnen wurde, gehört dem bisherigen Benutzer.
error-not-current-acts = Benutzer { $number } ist nicht aktuell und kann nicht handeln.
error-may-not-act-as = „{ $login }“ darf nicht als Benutzer { $number } handeln.
error-may-not-act-as-advice = Das darf nur ein Verwalter, oder wessen Anmeldename beim Benutzer eingetragen ist.

## Erste Schritte

first-title = Willkommen bei Kontorpost
first-purpose = In vier Schritten zur ersten E-Mail. Sie können jederzeit aufhören; beim nächsten Mal geht es an dieser Stelle weiter.
first-benutzer = Benutzer anlegen
first-benutzer-hint = Wer arbeitet hier? Der erste Benutzer wird Verwalter.
first-benutzer-take = &Benutzer anlegen…
first-account = E-Mail Konto einrichten
first-account-hint = Adresse und Kennwort genügen meist; die Server werden gesucht.
first-account-take = Konto einri&chten…
first-test = Konto testen
first-test-hint = Der Test geht jeden Schritt durch und sagt, was nicht stimmt. Er verändert nichts.
first-test-take = Konto te&sten…
first-mail = Erste E-Mail abrufen
first-mail-hint = Nachrichten bleiben auf dem Server, solange Sie nichts anderes gewählt haben.
first-mail-fetching = Wird abgerufen. Neue E-Mails erscheinen von selbst.
first-mail-empty = Der Abruf hat geklappt, im Postfach liegt aber noch keine Nachricht. Schicken Sie sich eine.
first-mail-take = &Abrufen
first-practice = Übungs&postfach öffnen
first-practice-hint = Lieber erst ausprobieren? Das Übungspostfach ist ein erfundenes Büro mit eigenen Servern auf diesem Rechner; nichts davon verlässt ihn.
first-practice-opened = Das Übungspostfach öffnet sich in einem eigenen Fenster.
first-hide = Nicht mehr &zeigen

## Meldungen des Systems

notify-summary = { $count ->
    [one] Eine neue E-Mail
   *[other] { $count } neue E-Mails
}
notify-posteingang = Posteingang: { $count }
notify-postkorb = Ihr Postkorb: { $count }
notify-zentral = Zentraler Postkorb: { $count }
notify-tagesansicht = Tagesansicht: { $count }
notify-more = und { $count } weitere

account-twin-title = Dasselbe Postfach
account-twin-question = Dieses Postfach ruft schon das Konto „{ $name }“ ({ $address }) ab. Jede Nachricht käme doppelt an.
account-twin-yes = &Trotzdem speichern
account-twin-advice = Besser: das vorhandene Konto bearbeiten, oder eines der beiden auf nicht aktiv setzen.
accounts-none-read-only = Einrichten kann es ein Verwalter.
reading-part-gone = Dieser Teil der Nachricht ist nicht vorhanden.
reading-no-message = „{ $name }“ ist keine Nachricht, die hier gelesen werden kann.
reading-no-message-advice = Bitte die Datei speichern und mit dem Programm öffnen, aus dem sie stammt.
reading-dangerous = „{ $name }“ ist ein Programm oder verhält sich wie eines und wird von hier nicht geöffnet.
reading-dangerous-advice = Solche Dateien bringen oft Schadsoftware. Fragen Sie den Absender auf anderem Weg, ob er die Datei geschickt hat. Speichern ist möglich; vor dem Öffnen bitte prüfen lassen.
reading-no-program = Das System hat kein Programm, das dies öffnet.
reading-no-program-advice = Bitte die Datei speichern und selbst öffnen, oder im System ein Programm für diese Art von Dateien festlegen.
reading-not-printed = Der Druck konnte nicht begonnen werden.
reading-not-printed-advice = Bitte den Drucker im System prüfen, oder „Als PDF speichern“ wählen und die Datei von dort drucken.
reading-no-target = „{ $target }“ wird nicht geöffnet: Es ist weder eine Internetadresse noch eine E-Mail-Adresse.
reading-no-akte = Die Nachricht liegt in keiner Akte.
reading-no-akte-advice = Bitte zuerst der Nachricht eine Akten-Nr. geben; danach kann die Anlage als eigenes Dokument dazu.
reading-no-pdf = Das PDF konnte nicht erstellt werden.
window-mail-of = Nachricht: { $subject }
window-mail-source = Original
window-mail-header = Kopfzeilen
mail-source-cut = Hier steht der Anfang; die Nachricht ist länger und vollständig gespeichert.
mail-source-hint = So kam die Nachricht an. Strg+A und Strg+C kopieren alles.
reader-copied = Kopiert.
reader-picture = Bild
reader-leads-to = führt zu
reader-more-people = { " " }und { $count } weitere
reader-reply-to-line = Antwort an: { $names }
reader-sender-clock = { " " }(beim Absender { $clock } Uhr, { $zone })
reader-text-name = Text der Nachricht
reader-source = Original anzeigen
reader-header = Kopfzeilen
reader-print = Drucken
reader-pdf = Als PDF speichern
reader-pdf-kind = PDF
reader-as-text = Als Text anzeigen
reader-as-html = Formatiert anzeigen
reader-busy = Einen Moment …
reader-note-forged = Der Absender ist möglicherweise gefälscht: Die Prüfung auf dem Weg hierher ist fehlgeschlagen. Bitte keine Links öffnen und keine Zahlungsdaten ändern, ohne nachzufragen.
reader-note-smime-signed = Mit S/MIME unterschrieben. Die Unterschrift wurde hier nicht geprüft.
reader-note-pgp-signed = Mit OpenPGP unterschrieben. Die Unterschrift wurde hier nicht geprüft.
reader-note-smime-encrypted = Mit S/MIME verschlüsselt, hier nicht lesbar. Bitte den Absender um eine unverschlüsselte Fassung bitten oder die Anlage mit dem passenden Programm öffnen.
reader-note-pgp-encrypted = Mit OpenPGP verschlüsselt, hier nicht lesbar. Bitte den Absender um eine unverschlüsselte Fassung bitten oder die Anlage mit dem passenden Programm öffnen.
reader-note-hidden = Die Nachricht enthielt verborgenen Text; er ist weggelassen. „Original anzeigen“ zeigt ihn.
reader-note-turning = Die Nachricht enthielt Zeichen, die Text anders aussehen lassen, als er ist; sie sind weggelassen.
reader-note-remote = { $count ->
    [one] Ein Bild liegt auf einem fremden Server und wurde nicht geladen.
   *[other] { $count } Bilder liegen auf fremden Servern und wurden nicht geladen.
}
reader-note-cut = Der Text ist sehr lang und hier gekürzt; die Nachricht ist vollständig gespeichert.
reader-receipt-wished = Der Absender bittet um eine Lesebestätigung an { $address }.
reader-receipt-send = Senden
reader-receipt-leave = Nicht senden
reader-report-bounce = Nicht zugestellt an: { $people }
reader-report-delay = Noch nicht zugestellt an: { $people }
reader-report-delivered = Zugestellt an: { $people }
reader-report-read = Angezeigt bei: { $people }
reader-report-deleted = Ungelesen gelöscht bei: { $people }
reader-report-processed = Verarbeitet bei: { $people }
reader-report-unclear = Ein Mailserver meldet etwas zu einem E-Brief.
reader-report-open = Brief öffnen
reader-report-letter = (E-Brief Nr. { $id } im Postausgang)
reader-link-web = Dieser Link öffnet im Browser:
reader-link-mail = Dieser Link schreibt eine Nachricht an:
reader-link-disguised = Vorsicht: Der Text des Links nennt eine andere Adresse als die, zu der er führt:
reader-link-open = Öffnen
reader-link-write = E-Brief schreiben
reader-file-risky = „{ $name }“ kann Programme enthalten oder ist nicht das, was der Name sagt. Nur öffnen, wenn Sie die Datei erwarten.
reader-file-dangerous = „{ $name }“ ist ein Programm oder verhält sich wie eines. Von hier wird es nicht geöffnet, nur gespeichert.
reader-file-open-anyway = Trotzdem öffnen
reader-file-open = Öffnen
reader-file-save = Speichern
reader-file-to-akte = Zur Akte
reader-files = { $count ->
    [one] Eine Anlage, { $size }
   *[other] { $count } Anlagen, { $size }
}
reader-files-save-all = Alle speichern
reader-kind-message = Nachricht
reader-kind-unpacked = ausgepackt
reader-kind-unknown = unbekannte Art
reader-kind-text = Text
reader-kind-html = Webseite
reader-kind-pdf = PDF
reader-kind-picture = Bild
reader-kind-media = Ton oder Film
reader-kind-office = Office-Dokument
reader-kind-archive = Archiv
reader-kind-program = Programm
reader-kind-disk = Datenträgerabbild
reader-kind-shortcut = Verknüpfung
reader-kind-rtf = RTF-Dokument
reader-kind-data = Daten
reader-mark-double-ending = doppelte Endung
reader-mark-mismatch = Name passt nicht zum Inhalt
reader-done-saved = Gespeichert: { $path }
reader-done-saved-all = { $count ->
    [one] Eine Anlage in { $folder } gespeichert
   *[other] { $count } Anlagen in { $folder } gespeichert
}
reader-done-filed = „{ $name }“ liegt als eigenes Dokument in der Akte.
reader-done-receipt = Die Lesebestätigung liegt im Postausgang.
reader-done-printed = An den Drucker gegeben.
invitation-published = Termin: { $title }
invitation-request = Einladung: { $title }
invitation-cancelled = Abgesagt: { $title }
invitation-reply = Antwort auf eine Einladung: { $title }
invitation-from-to = Wann: { $begins } bis { $ends }
invitation-from = Wann: { $begins }
invitation-zone = Zeitzone des Absenders: { $zone }
invitation-repeats = Wiederholt sich: { $rule }
invitation-place = Wo: { $place }
invitation-organizer = Einladender: { $name }
invitation-guests = Teilnehmer: { $names }
invitation-accepted = zugesagt
invitation-declined = abgesagt
invitation-tentative = unter Vorbehalt
print-file-name = Nachricht-{ $id }.pdf
print-page = Seite { $page } von { $pages }
einstellungen-program = E-Mail-Programm
einstellungen-program-what = Browser und andere Programme geben Links zu E-Mail-Adressen (mailto:) und gespeicherte Nachrichten (.eml) an das E-Mail-Programm, das beim System eingetragen ist.
einstellungen-program-links-own = Links zu E-Mail-Adressen öffnet Kontorpost: mit einem E-Brief.
einstellungen-program-links-other = Links zu E-Mail-Adressen öffnet ein anderes Programm: { $name }.
einstellungen-program-links-nobody = Für Links zu E-Mail-Adressen ist kein Programm gewählt.
einstellungen-program-files-own = Gespeicherte Nachrichten (.eml) öffnet Kontorpost.
einstellungen-program-files-other = Gespeicherte Nachrichten (.eml) öffnet ein anderes Programm: { $name }.
einstellungen-program-files-nobody = Für gespeicherte Nachrichten (.eml) ist kein Programm gewählt.
einstellungen-program-register = Als E-Mail-Programm ein&tragen
einstellungen-program-unregister = A&ustragen
einstellungen-program-hint = Gilt für Ihre Anmeldung an diesem Rechner und sofort, ohne Speichern. Gesendet wird dadurch nichts: Ein Link füllt nur einen E-Brief aus.
einstellungen-program-choose = Kontorpost ist eingetragen. Bitte jetzt auf der Seite „Standard-Apps“ von Windows Kontorpost für E-Mail wählen; das darf nur ein Mensch.
einstellungen-program-practice = Ein Übungsbüro lässt sich nicht eintragen: Es endet mit seinem Fenster.
einstellungen-program-impossible = Auf diesem System trägt das Installationsprogramm Kontorpost ein.
help-mailprogram = Kontorpost als E-Mail-Programm dieses Benutzers (mailto:-Verweise und .eml-Dateien)
help-mailprogram-show = Zeigen, welches Programm sie öffnet
help-mailprogram-register = Eintragen; mit „--data-dir“ für dieses Büro
help-mailprogram-unregister = Austragen; was davor gewählt war, gilt wieder
call-unknown = „{ $given }“ kann Kontorpost nicht öffnen.
call-advice = Geöffnet werden mailto:-Verweise und Dateien mit einer Nachricht (.eml, .msg). „kontorpost --help“ nennt die Befehle.
call-too-long = Der Verweis ist zu lang, um daraus einen E-Brief zu machen.
call-too-long-advice = Bitte den Text kopieren und in einen neuen E-Brief einfügen.
call-too-many = Auf einmal lassen sich höchstens { $count } Verweise und Dateien öffnen.
call-silent = Kontorpost läuft an diesem Platz schon, antwortet aber nicht. Dies ist ein zweites Fenster.
call-silent-advice = Im zweiten Fenster lässt sich normal arbeiten. Antwortet das erste auch später nicht, beenden Sie es bitte; E-Briefe, die dort offen sind, liegen bis auf die letzten Sekunden unter den Entwürfen.
help-open = Im Fenster öffnen: mailto:-Verweise als E-Brief, Dateien (.eml, .msg) zum Lesen; ohne Angabe kommt das Fenster nach vorn. Das Wort „open“ kann fehlen
help-arg-calls = Ein mailto:-Verweis oder eine Datei; mehrfach möglich
mail-file-outside = Diese Nachricht ist eine Datei („{ $name }“) und liegt nicht im Büro.
mail-file-outlook = Diese Nachricht hat Outlook als Datei gespeichert („{ $name }“). Sie lässt sich hier lesen, aber nicht übernehmen, weil die Datei die Nachricht nicht so enthält, wie sie gesendet wurde.
mail-file-no-account = Diese Nachricht ist eine Datei („{ $name }“) und liegt nicht im Büro. Übernehmen lässt sie sich, sobald ein E-Mail Konto eingerichtet ist.
mail-file-known = Diese Nachricht („{ $name }“) liegt schon im Büro.
mail-file-taken = Die Nachricht ist übernommen. Die Datei bleibt, wo sie ist.
mail-file-destroyed = Genau diese Nachricht hat ein Verwalter endgültig gelöscht; sie wird nicht wieder aufgenommen.
mail-file-quarantined = Die Nachricht ließ sich nicht speichern und liegt in der Quarantäne.
mail-file-account = &Konto:
mail-file-take = In den &Posteingang übernehmen
mail-file-taking = Wird übernommen ...
mail-file-show = Nachricht im Büro &zeigen
mail-file-missing = Die Datei { $path } ist nicht da.
mail-file-missing-advice = Vielleicht wurde sie verschoben, oder das Programm, aus dem sie kam, hat sie schon wieder gelöscht. Bitte die Nachricht dort zuerst als Datei speichern.
mail-file-unreadable = Die Datei { $path } lässt sich nicht lesen.
mail-file-unreadable-advice = Bitte prüfen, ob Sie die Datei lesen dürfen und ob der Datenträger oder das Netzlaufwerk verbunden ist.
mail-file-no-file = „{ $name }“ ist keine Datei mit einer Nachricht.
mail-file-no-mail = „{ $name }“ enthält keine E-Mail, die hier gelesen werden kann.
mail-file-no-mail-advice = Geöffnet werden Nachrichten als .eml oder .msg. Andere Dateien öffnet das Programm, aus dem sie stammen; ganze Postfächer (mbox) liest „kontorpost mail import“ ein.
mail-file-too-large = „{ $name }“ ist größer als { $limit } MB und wird nicht geöffnet.
mail-file-too-large-advice = „kontorpost mail import“ nimmt auch größere Nachrichten auf.
mail-file-closed = Die Datei, in der diese Nachricht liegt, ist inzwischen geschlossen. Bitte öffnen Sie sie noch einmal.
print-note-hidden = Die Nachricht enthielt verborgenen Text; er ist weggelassen.
help-mail-files = Anlagen einer Nachricht, auch die in winmail.dat und signierten Nachrichten
help-mail-save = Eine Anlage oder alle speichern; vorhandene Dateien bleiben, wenn alle gespeichert werden
help-mail-pdf = Eine Nachricht als PDF speichern
help-arg-part = Nummer der Anlage, wie „mail files“ sie nennt (2 oder 2.1)
mail-files-head-part = Nr.
mail-files-head-name = Name
mail-files-head-type = Art
mail-files-head-size = Größe
mail-files-head-note = Hinweis
mail-files-none = Keine Anlagen.
mail-files-risky = kann Programme enthalten
mail-files-dangerous = Programm
mail-files-unpacked = ausgepackt
postausgang-take-back-yes = Trotzdem &zurückholen

# Diagnose und Protokoll
help-diagnose = Zusammenstellen, was der Support braucht: Zustand, Einstellungen und Protokoll, ohne Kennwörter und Personen
help-arg-diagnose-out = Zieldatei (zip); darf noch nicht da sein
help-arg-show = Alles im Terminal zeigen, was in der Datei steht
help-arg-hide-hosts = Auch Servernamen unkenntlich machen
diagnose-saved = Diagnose gespeichert: { $path }
window-diagnose = Diagnose
diagnose-purpose = Alles, was der Support sehen würde, Seite für Seite. Kennwörter, Personen, Betreffe und Nachrichten sind nicht darin.
diagnose-page-program = Programm und System
diagnose-page-settings = Einstellungen
diagnose-page-accounts = Konten
diagnose-page-receiving = Abruf
diagnose-page-sending = Postausgang
diagnose-page-database = Datenbank
diagnose-page-surroundings = Umgebung
diagnose-page-log = Protokoll { $number }
diagnose-page-crash = Absturz
diagnose-part-program = Programm und Einstellungen werden gelesen ...
diagnose-part-office = Konten, Abruf und Postausgang werden gelesen ...
diagnose-part-counting = Tabellen werden gezählt ({ $done } von { $all }) ...
diagnose-part-checking = Datenbank wird geprüft ({ $done } von { $all }) ...
diagnose-part-surroundings = Datenträger, Proxy und Schlüsselbund werden geprüft ...
diagnose-part-log = Protokoll wird gelesen ...
diagnose-masking = Personen werden unkenntlich gemacht ...
diagnose-stop = A&nhalten
diagnose-stopped = Angehalten. „Neu erstellen“ beginnt von vorn.
diagnose-again = Neu &erstellen
diagnose-hide-hosts = Ser&vernamen unkenntlich machen
diagnose-save = &Speichern unter...
diagnose-zip = Zip-Datei
diagnose-file = Kontorpost-Diagnose-{ $day }
diagnose-empty = Links eine Seite wählen.
diagnose-ready = { $pages ->
    [one] Eine Seite
   *[other] { $pages } Seiten
 }, { $size }. Nichts davon ist bisher gespeichert oder gesendet.
diagnose-written = Gespeichert: { $path }
diagnose-copy = Seite &kopieren
helping-help = Hilfe   (F1)
helping-diagnose = Diagnose...
helping-log-folder = Protokollordner öffnen
helping-about = Über Kontorpost
info-changes = Änderungen:
einstellungen-log = Protokoll
einstellungen-verbose-log = Aus&führliches Protokoll
einstellungen-verbose-log-hint = Schreibt für den Support einen Tag lang auf, was im Einzelnen geschieht; danach endet es von selbst. Kennwörter, Betreffe und Adressen stehen auch dann nicht darin.
einstellungen-verbose-log-until = Das ausführliche Protokoll läuft bis { $until }.
## Infobereich, Autostart, Empfang ohne Fenster

presence-unread = { $count ->
    [0] nichts ungelesen
   *[other] { $count } ungelesen
}
presence-last = letzter Abruf { $at }
presence-nobody = niemand ruft ab
presence-silent = der Abruf steht seit { $since }
presence-sign-in = { $account }: Anmeldung im Browser ist fällig
tray-open = Öffnen
tray-fetch = Jetzt abrufen
tray-fetch-here = Jetzt hier abrufen
tray-new = Neuer E-Brief
tray-quit = Beenden
stay-title = Fenster schließen
stay-question = Soll Kontorpost im Infobereich weiterlaufen?
stay-why = Dann wird weiter abgerufen und gesendet, und neue E-Mails werden gemeldet. Ein Klick auf den Briefumschlag neben der Uhr öffnet das Fenster wieder.
stay-again = &Nicht mehr fragen
stay-again-hint = Ändern lässt es sich in Einstellungen, Seite „Arbeitsplatz“.
stay-yes = &Weiterlaufen
stay-no = &Beenden
status-deserted = Niemand ruft ab
deserted-nobody = Zurzeit ruft niemand die Post dieses Büros ab; neue E-Mails kommen nicht an.
deserted-silent = Der Abruf steht: Der Receiver hat sich seit { $since } nicht gemeldet. Bitte das Programm, das ihn ausführt, beenden und neu starten.
deserted-here = Jetzt hier abrufen
deserted-settings = Einstellungen…
einstellungen-arbeitsplatz = Arbeitsplatz
einstellungen-tray = Infobereich
einstellungen-tray-show = Symbol im &Infobereich zeigen
einstellungen-tray-show-hint = Ein Briefumschlag neben der Uhr mit der Zahl der ungelesenen E-Mails. Er wird gelb oder rot, wenn niemand abruft oder ein Konto gestört ist.
einstellungen-tray-stay = Beim Schließen des Fensters im Infobereich &weiterlaufen
einstellungen-tray-stay-hint = Dann wird weiter abgerufen und gesendet. „Beenden“ im Menü des Symbols beendet das Programm wirklich.
einstellungen-tray-missing = Dieser Desktop zeigt gerade keinen Infobereich. Schließen beendet das Programm.
einstellungen-autostart = Anmeldung am Rechner
einstellungen-autostart-on = Beim An&melden starten
einstellungen-autostart-on-hint = Kontorpost startet von selbst, wenn Sie sich an diesem Rechner anmelden.
einstellungen-autostart-hidden = Dabei kein &Fenster öffnen
einstellungen-autostart-hidden-hint = Das Programm bleibt im Infobereich; wo es keinen gibt, öffnet sich das Fenster minimiert.
einstellungen-night-hint = Abruf rund um die Uhr, auch ohne Anmeldung: „kontorpost receiver install“ in einer Eingabeaufforderung.
help-arg-tray = Kein Fenster öffnen, nur das Symbol im Infobereich
help-receiver = Den Empfang ohne Fenster einrichten (Aufgabe unter Windows, systemd unter Linux)
help-receiver-install = Empfang ohne Fenster einrichten und starten
help-receiver-remove = Empfang ohne Fenster beenden und entfernen
help-receiver-status = Zeigen, ob der Empfang ohne Fenster eingerichtet ist und läuft
help-arg-at-logon = Erst mit der Anmeldung beginnen, nicht schon mit dem Rechner
night-installed = Der Empfang ohne Fenster ist eingerichtet: { $name }
night-removed = Der Empfang ohne Fenster ist entfernt. Die Post bleibt, wo sie ist.
night-none = Der Empfang ohne Fenster ist nicht eingerichtet.
night-disabled = Er ist abgeschaltet und beginnt nicht von selbst.
night-at-boot = Er beginnt mit dem Rechner, auch wenn sich niemand anmeldet.
night-at-logon = Er beginnt, wenn Sie sich anmelden.
night-linger = Damit er mit dem Rechner beginnt, auch wenn sich niemand anmeldet, bitte einmal ausführen: loginctl enable-linger
night-keychain = Der Schlüsselbund des Desktops ist erst nach der Anmeldung offen; bis dahin fehlen ihm die Kennwörter.
night-running = Er läuft.
night-stopped = Er läuft gerade nicht.
night-password = Windows fragt gleich nach dem Kennwort dieser Anmeldung; es geht nur an Windows.
night-impossible = Auf diesem System richtet Kontorpost den Empfang ohne Fenster nicht selbst ein.
night-impossible-advice = Bitte „kontorpost receive“ von der Aufgabenverwaltung des Systems starten lassen.
night-no-manager = { $program } lässt sich auf diesem Rechner nicht starten.
night-no-manager-advice = Bitte „kontorpost receive“ auf andere Weise beim Anmelden starten lassen, zum Beispiel über Einstellungen, Seite „Arbeitsplatz“.
night-refused = { $program } hat abgelehnt.
night-refused-tasks-advice = Eine Aufgabe, die mit dem Rechner beginnt, darf nur ein Administrator anlegen: Bitte die Eingabeaufforderung „als Administrator“ öffnen und das Kennwort Ihrer Windows-Anmeldung eingeben (nicht die PIN). Ohne Administrator geht „kontorpost receiver install --at-logon“.
night-refused-systemd-advice = Bitte in einer angemeldeten Sitzung dieser Person ausführen. Für einen Dienst des ganzen Rechners siehe „systemd“ in README.
night-no-home = Diese Anmeldung hat keinen eigenen Ordner für Einstellungen.
night-not-installed = Der Empfang ohne Fenster ist nicht eingerichtet; es gibt nichts zu entfernen.
night-not-installed-advice = „kontorpost receiver status“ zeigt, was eingerichtet ist. Gehört er zu einem anderen Datenverzeichnis, dieses bitte mit --data-dir nennen.
