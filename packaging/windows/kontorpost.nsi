; Setup for one user, without an administrator:
;   makensis -DVERSION=… -DFILES=… -DOUT=… kontorpost.nsi
; FILES is the folder with everything that is installed.
Target amd64-unicode
ManifestDPIAware true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

Name "Kontorpost"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Kontorpost"
InstallDirRegKey HKCU "Software\Kontorpost" "InstallDir"
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1031 "ProductName" "Kontorpost"
VIAddVersionKey /LANG=1031 "FileDescription" "Kontorpost Setup"
VIAddVersionKey /LANG=1031 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1031 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1031 "LegalCopyright" "Kontorpost"

!define MUI_ICON "kontorpost.ico"
!define MUI_UNICON "kontorpost.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\kontorpostw.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "English"

LangString Running ${LANG_GERMAN} "Kontorpost läuft noch. Bitte beenden Sie es und versuchen Sie es noch einmal."
LangString Running ${LANG_ENGLISH} "Kontorpost is still running. Please end it and try again."
LangString DataQuestion ${LANG_GERMAN} "Auch die gespeicherte Post und die Einstellungen dieses Benutzers löschen?$\n$\nSie sind danach nicht wiederherstellbar. „Nein“ lässt sie unverändert liegen."
LangString DataQuestion ${LANG_ENGLISH} "Delete the stored mail and the settings of this user as well?$\n$\nThey cannot be restored afterwards. “No” leaves them as they are."

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kontorpost"

; A program that runs cannot be replaced: its file is open.
!macro RequireNotRunning UN
Function ${UN}RequireNotRunning
  again:
  ${If} ${FileExists} "$INSTDIR\kontorpostw.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\kontorpostw.exe" a
    ${If} ${Errors}
      IfSilent +2
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY again
      SetErrorLevel 5
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro RequireNotRunning ""
!insertmacro RequireNotRunning "un."

Function .onInit
  ${If} ${Silent}
    ReadRegStr $0 HKCU "Software\Kontorpost" "InstallDir"
    ${If} $0 != ""
      StrCpy $INSTDIR $0
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "Kontorpost"
  Call RequireNotRunning
  SetOutPath "$INSTDIR"
  File /r "${FILES}\*.*"
  WriteUninstaller "$INSTDIR\Deinstallieren.exe"
  CreateDirectory "$SMPROGRAMS\Kontorpost"
  CreateShortcut "$SMPROGRAMS\Kontorpost\Kontorpost.lnk" "$INSTDIR\kontorpostw.exe"
  WriteRegStr HKCU "Software\Kontorpost" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Kontorpost"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Kontorpost"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kontorpostw.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Deinstallieren.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Deinstallieren.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  Call un.RequireNotRunning
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
  ; Silently, data always stays; else it goes only if that is wanted, and "no" is the default.
  IfSilent done
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DataQuestion)" IDNO done
  RMDir /r "$APPDATA\Kontorpost"
  RMDir /r "$LOCALAPPDATA\Kontorpost"
  done:
SectionEnd
