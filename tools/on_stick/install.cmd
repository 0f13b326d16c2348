@echo off
rem Sets fieldbook up for the user who runs this, from what lies beside it: double-click it.
rem Asks no network, changes nothing outside the user's own folders. README.txt says what and where.
setlocal

for %%V in (3.13 3.14 3.12 3.11 3.15) do (
  py -%%V -c "" >nul 2>nul
  if not errorlevel 1 (
    set python=py -%%V
    goto found
  )
)
python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 15))" >nul 2>nul
if not errorlevel 1 (
  set python=python
  goto found
)
echo fieldbook needs Python 3.11 to 3.15. Its installer is on www.python.org; README.txt names the file.
pause
exit /b 1

:found
%python% -I "%~dp0install.py" %*
set code=%errorlevel%
pause
exit /b %code%
