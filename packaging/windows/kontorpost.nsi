; Setup for one user, without an administrator:
;   makensis -DVERSION=… -DFILES=… -DREGISTRATION=… -DOUT=… kontorpost.nsi
; FILES is the folder with everything that is installed; REGISTRATION what registration.py has made.
; Silently (/S) nothing is asked. Exit codes: 0 done, 2 broken off, 5 Kontorpost is still running,
; 6 a newer version is installed, 7 Kontorpost is installed for all users of this PC.
Target amd64-unicode
ManifestDPIAware true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"
!include "${REGISTRATION}"

Name "Kontorpost"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Kontorpost"
InstallDirRegKey HKCU "Software\Kontorpost" "InstallDir"
SetCompressor /SOLID lzma
BrandingText "Kontorpost ${VERSION}"
VIProductVersion "${VERSION}.0"
!macro Version LANGUAGE
VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "Kontorpost"
VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "Kontorpost Setup"
VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "Kontorpost"
!macroend
!insertmacro Version 1031
!insertmacro Version 1033

!define MUI_ICON "kontorpost.ico"
!define MUI_UNICON "kontorpost.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "setup.bmp"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\kontorpostw.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The language of Windows decides; the first one stands where it is neither.
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "English"

LangString Running ${LANG_GERMAN} "Kontorpost läuft noch, im Fenster oder als Empfang im Hintergrund. Bitte beenden Sie es und versuchen Sie es noch einmal."
LangString Running ${LANG_ENGLISH} "Kontorpost is still running, in its window or as a receiver in the background. Please end it and try again."
LangString Newer ${LANG_GERMAN} "Es ist bereits die neuere Version $0 installiert. Ihre Post kann von der älteren ${VERSION} nicht gelesen werden. Es wird nichts geändert."
LangString Newer ${LANG_ENGLISH} "The newer version $0 is already installed. Its mail cannot be read by the older ${VERSION}. Nothing is changed."
LangString ForAll ${LANG_GERMAN} "Kontorpost ist auf diesem PC schon für alle Benutzer installiert ($0). Noch einmal nur für Sie installieren?"
LangString ForAll ${LANG_ENGLISH} "Kontorpost is already installed on this PC for all users ($0). Install it once more for you alone?"
LangString DataQuestion ${LANG_GERMAN} "Auch die gespeicherte Post, die Einstellungen und die Kennwörter dieses Benutzers löschen?$\n$\nSie sind danach nicht wiederherstellbar. „Nein“ lässt sie unverändert liegen."
LangString DataQuestion ${LANG_ENGLISH} "Delete the stored mail, the settings and the passwords of this user as well?$\n$\nThey cannot be restored afterwards. “No” leaves them as they are."

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kontorpost"
!define AUTOSTART "Software\Microsoft\Windows\CurrentVersion\Run"
!define APPROVED "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

; A program that runs cannot be replaced: its file is open.
!macro RequireNotRunning UN
Function ${UN}RequireClosed
  Pop $1
  again:
  ${If} ${FileExists} "$1"
    ClearErrors
    FileOpen $0 "$1" a
    ${If} ${Errors}
      ${Unless} ${Silent}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY again
      ${EndUnless}
      SetErrorLevel 5
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
Function ${UN}RequireNotRunning
  Push "$INSTDIR\kontorpostw.exe"
  Call ${UN}RequireClosed
  Push "$INSTDIR\kontorpost.exe"
  Call ${UN}RequireClosed
FunctionEnd
!macroend
!insertmacro RequireNotRunning ""
!insertmacro RequireNotRunning "un."

Function .onInit
  SetRegView 64
  ${If} ${Silent}
    ReadRegStr $0 HKCU "Software\Kontorpost" "InstallDir"
    ${If} $0 != ""
      StrCpy $INSTDIR $0
    ${EndIf}
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      ${Unless} ${Silent}
        MessageBox MB_OK|MB_ICONSTOP "$(Newer)"
      ${EndUnless}
      SetErrorLevel 6
      Quit
    ${EndIf}
  ${EndIf}
  ReadRegStr $0 HKLM "Software\Kontorpost" "InstallDir"
  ${If} $0 != ""
    ${If} ${Silent}
      SetErrorLevel 7
      Quit
    ${EndIf}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(ForAll)" IDYES +3
    SetErrorLevel 7
    Quit
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

Section "Kontorpost"
  Call RequireNotRunning
  SetOutPath "$INSTDIR"
  File "${FILES}\*.*"
  WriteUninstaller "$INSTDIR\Deinstallieren.exe"
  CreateDirectory "$SMPROGRAMS\Kontorpost"
  CreateShortcut "$SMPROGRAMS\Kontorpost\Kontorpost.lnk" "$INSTDIR\kontorpostw.exe"
  WriteRegStr HKCU "Software\Kontorpost" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Kontorpost"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Kontorpost"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kontorpostw.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Deinstallieren.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Deinstallieren.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  !insertmacro Register
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  Push "$INSTDIR\kontorpostw.exe"
  Call un.RequireClosed
  ; The receiver that starts by itself ends and goes with its program, and so does starting at log-on.
  nsExec::Exec '"$INSTDIR\kontorpost.exe" receiver remove'
  Pop $0
  Sleep 1000
  Call un.RequireNotRunning
  ; Silently, data always stays; else it goes only if that is wanted, and "no" is the default. Asked
  ; while the program is there, which alone knows its secrets in the Credential Manager.
  StrCpy $2 "keep"
  ${Unless} ${Silent}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DataQuestion)" IDNO kept
    StrCpy $2 "delete"
    nsExec::Exec '"$INSTDIR\kontorpost.exe" account forget-secrets --yes'
    Pop $0
    kept:
  ${EndUnless}
  DeleteRegValue HKCU "${AUTOSTART}" "Kontorpost"
  DeleteRegValue HKCU "${APPROVED}" "Kontorpost"
  ; The name under which Windows shows its notifications.
  DeleteRegKey HKCU "Software\Classes\AppUserModelId\de.kontorpost.Kontorpost"
  !insertmacro Unregister
  Delete "$INSTDIR\kontorpost.exe"
  Delete "$INSTDIR\kontorpostw.exe"
  Delete "$INSTDIR\LIESMICH.txt"
  Delete "$INSTDIR\LIZENZEN.txt"
  Delete "$INSTDIR\AENDERUNGEN.md"
  Delete "$INSTDIR\sbom.json"
  Delete "$INSTDIR\Deinstallieren.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Kontorpost\Kontorpost.lnk"
  RMDir "$SMPROGRAMS\Kontorpost"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Kontorpost"
  ${RefreshShellIcons}
  ${If} $2 == "delete"
    RMDir /r "$APPDATA\Kontorpost"
    RMDir /r "$LOCALAPPDATA\Kontorpost"
  ${EndIf}
SectionEnd
