"""The system libraries and programs that Qt and the tests need on Linux: found missing, and installed.

Standard library only. On Windows and macOS the wheels bring everything, so nothing is missing there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_APT_LOCK_WAIT_S = 120


@dataclass(frozen=True)
class Package:
    """Name of one system package in three families of distributions."""

    apt: str
    dnf: str
    pacman: str


# Shared library (the part before ".so") -> the package that brings it.
_LIBRARIES = {
    "libEGL": Package("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL": Package("libgl1", "libglvnd-glx", "libglvnd"),
    "libGLX": Package("libgl1", "libglvnd-glx", "libglvnd"),
    "libOpenGL": Package("libopengl0", "libglvnd-opengl", "libglvnd"),
    "libX11": Package("libx11-6", "libX11", "libx11"),
    "libX11-xcb": Package("libx11-xcb1", "libX11-xcb", "libx11"),
    "libXext": Package("libxext6", "libXext", "libxext"),
    "libXrandr": Package("libxrandr2", "libXrandr", "libxrandr"),
    "libatomic": Package("libatomic1", "libatomic", "gcc-libs"),
    "libdbus-1": Package("libdbus-1-3", "dbus-libs", "dbus"),
    "libdrm": Package("libdrm2", "libdrm", "libdrm"),
    "libfontconfig": Package("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype": Package("libfreetype6", "freetype", "freetype2"),
    "libgbm": Package("libgbm1", "mesa-libgbm", "mesa"),
    "libglib-2.0": Package("libglib2.0-0", "glib2", "glib2"),
    "libgobject-2.0": Package("libglib2.0-0", "glib2", "glib2"),
    "libgthread-2.0": Package("libglib2.0-0", "glib2", "glib2"),
    "libgssapi_krb5": Package("libgssapi-krb5-2", "krb5-libs", "krb5"),
    "libpulse": Package("libpulse0", "pulseaudio-libs", "libpulse"),
    "libva": Package("libva2", "libva", "libva"),
    "libva-drm": Package("libva-drm2", "libva", "libva"),
    "libva-x11": Package("libva-x11-2", "libva", "libva"),
    "libxcb": Package("libxcb1", "libxcb", "libxcb"),
    "libxcb-cursor": Package("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-glx": Package("libxcb-glx0", "libxcb", "libxcb"),
    "libxcb-icccm": Package("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image": Package("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms": Package("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr": Package("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render": Package("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-render-util": Package("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape": Package("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm": Package("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync": Package("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util": Package("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes": Package("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xinerama": Package("libxcb-xinerama0", "libxcb", "libxcb"),
    "libxcb-xinput": Package("libxcb-xinput0", "libxcb", "libxcb"),
    "libxcb-xkb": Package("libxcb-xkb1", "libxcb", "libxcb"),
    "libxkbcommon": Package("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libxkbcommon-x11": Package("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libz": Package("zlib1g", "zlib", "zlib"),
    "libzstd": Package("libzstd1", "libzstd", "zstd"),
}
_FONT = Package("fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")
_PROGRAMS = {
    "Xvfb": Package("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    "xdotool": Package("xdotool", "xdotool", "xdotool"),
}
_VENV = Package(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", "python3", "python")

# What of PySide6 the window loads: X11 platform, sound and video back end, and the modules themselves.
_QT_BINARIES = (
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/xcbglintegrations/libqxcb-egl-integration.so",
    "Qt/plugins/multimedia/libffmpegmediaplugin.so",
    "Qt/plugins/imageformats/libqsvg.so",
    "QtGui.abi3.so",
    "QtMultimedia.abi3.so",
    "QtNetwork.abi3.so",
    "QtOpenGLWidgets.abi3.so",
    "QtSvg.abi3.so",
    "QtWidgets.abi3.so",
)


@dataclass(frozen=True)
class Missing:
    """What is not on this machine. names: the libraries and programs; packages: what brings them."""

    names: tuple[str, ...]
    packages: tuple[Package, ...]

    def __bool__(self) -> bool:
        return bool(self.names)

    def command(self) -> str:
        """The command line that installs it with this machine's package tool (apt where none is known)."""
        if shutil.which("dnf"):
            tool, names = "dnf install", [package.dnf for package in self.packages]
        elif shutil.which("pacman"):
            tool, names = "pacman -S --needed", [package.pacman for package in self.packages]
        else:
            tool, names = "apt-get install", [package.apt for package in self.packages]
        return f"{_as_root()}{tool} {' '.join(sorted(set(names)))}"


NOTHING = Missing((), ())


def missing_for_window(pyside: Path) -> Missing:
    """Libraries that Qt's binaries in the folder ``pyside`` do not find, and a font where there is none."""
    if not sys.platform.startswith("linux"):
        return NOTHING
    names = sorted(_unresolved(pyside))
    stems = [name.partition(".so")[0] for name in names]
    packages = [_LIBRARIES[stem] for stem in stems if stem in _LIBRARIES]
    if not _has_a_font():
        names.append("a font")
        packages.append(_FONT)
    return Missing(tuple(names), tuple(dict.fromkeys(packages)))


def missing_for_tests() -> Missing:
    """The virtual screen and the key and mouse driver of the window tests."""
    if not sys.platform.startswith("linux"):
        return NOTHING
    absent = [name for name in _PROGRAMS if shutil.which(name) is None]
    return Missing(tuple(absent), tuple(_PROGRAMS[name] for name in absent))


def missing_for_venv() -> Missing:
    """Debian's Python leaves out what ``python -m venv`` needs to put pip into an environment."""
    try:
        import ensurepip

        ensurepip.version()
    except (ImportError, OSError):
        return Missing(("the venv module of Python",), (_VENV,))
    return NOTHING


def install(missing: Missing) -> bool:
    """Install with apt-get, as root or through a sudo that asks for no password; whether that worked."""
    prefix = _may_install()
    if prefix is None or not missing.packages:
        return False
    names = sorted({package.apt for package in missing.packages})
    print(f"  apt-get install {' '.join(names)}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = [*prefix, "apt-get", "-q", "-o", f"DPkg::Lock::Timeout={_APT_LOCK_WAIT_S}"]
    get = [*apt, "install", "-y", "--no-install-recommends", *names]
    # A bare machine has no package lists, or old ones: fetch them only when the plain install fails.
    for command in (get, [*apt, "update"], get):
        done = _run(command, environment)
        if done.returncode == 0 and command is get:
            return True
    print(f"  apt-get: {_last_line(done.stderr) or _last_line(done.stdout)}", file=sys.stderr)
    return False


def _unresolved(pyside: Path) -> set[str]:
    if shutil.which("ldd") is None:
        return set()
    binaries = [str(pyside / name) for name in _QT_BINARIES if (pyside / name).exists()]
    if not binaries:
        return set()
    answer = subprocess.run(["ldd", *binaries], capture_output=True, text=True, check=False).stdout
    return set(re.findall(r"^\s*(\S+) => not found", answer, re.MULTILINE))


def _has_a_font() -> bool:
    home = Path.home()
    system = Path("/usr")
    folders = (
        system / "share/fonts",
        system / "local/share/fonts",
        home / ".fonts",
        home / ".local/share/fonts",
    )
    return any(
        name.lower().endswith((".ttf", ".otf", ".ttc", ".pfb"))
        for folder in folders
        for _, _, names in os.walk(folder)
        for name in names
    )


def _may_install() -> list[str] | None:
    """Prefix of a command that needs root: nothing for root, ``sudo -n`` where that works, else None."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _run(["sudo", "-n", "true"], dict(os.environ)).returncode == 0:
        return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def _as_root() -> str:
    return "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
