"""The network's loops in C, compiled on the user's machine where it has a compiler, and kept in the cache.

Without a compiler, on other devices than CPUs and for other shapes the same is said in PyTorch's own
layers; results agree up to rounding.
"""

import ctypes
import functools
import hashlib
import logging
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ftd_engine.user_folders import cache_folder
from ftd_engine.whole_files import written_aside

_HERE = Path(__file__).parent
_SOURCES = tuple(_HERE / name for name in ("block.c", "first_layer.c"))
_SHARED_SOURCE = _HERE / "lanes.h"
_FLAGS = (
    "-O3",
    "-march=native",
    "-fno-math-errno",
    "-fno-trapping-math",
    # contraction changes rounding, but not from run to run
    "-ffp-contract=fast",
    "-fPIC",
    "-shared",
)
_COMPILE_AT_MOST_S = 60.0

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BlockLoops:
    """The compiled loops of `block.c` and `first_layer.c`; float32 on the CPU, maps channels-last.

    Attributes:
        lanes: channels must be a multiple of it.
        is_parallel: the loops share PyTorch's own threads.
    """

    library: ctypes.CDLL
    lanes: int
    is_parallel: bool

    def run(self, name: str, tensors: tuple[Tensor | None, ...], *numbers: int | float) -> None:
        """Call one of the loops: its pointers, then its whole numbers and fractions."""
        pointers = [
            ctypes.c_void_p(None if tensor is None else tensor.data_ptr()) for tensor in tensors
        ]
        values = [
            ctypes.c_int(value) if isinstance(value, int) else ctypes.c_float(value)
            for value in numbers
        ]
        getattr(self.library, name)(*pointers, *values)


@functools.cache
def block_loops() -> BlockLoops | None:
    """The compiled loops, or None where this machine cannot make or load them."""
    compiler = found_compiler()
    if compiler is None:
        _logger.info("no C compiler found: the network runs in PyTorch's own layers")
        return None
    threads = _threads_of_torch()
    # clang's parallel loops would bring a second pool of threads
    attempts = (True, False) if threads is not None and _is_gcc(compiler) else (False,)
    for is_parallel in attempts:
        try:
            library = ctypes.CDLL(str(_compiled(compiler, is_parallel)))
            return BlockLoops(library, int(library.lanes()), is_parallel)
        except (OSError, subprocess.SubprocessError) as error:
            _logger.info("the network's loops could not be compiled or loaded: %s", error)
    return None


def found_compiler() -> str | None:
    """The C compiler of this machine that the loops can be built with."""
    if sys.platform == "win32":
        return None
    return next(filter(None, (shutil.which(name) for name in ("gcc", "cc", "clang"))), None)


def _is_gcc(compiler: str) -> bool:
    return "Free Software Foundation" in _output(compiler, "--version")


def _output(*command: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=_COMPILE_AT_MOST_S
    )
    return done.stdout


def _threads_of_torch() -> ctypes.CDLL | None:
    """PyTorch's own OpenMP library made visible, so that our loops run on the same threads."""
    for folder in (
        Path(torch.__file__).parent / "lib",
        Path(torch.__file__).parents[1] / "torch.libs",
    ):
        for path in sorted(folder.glob("libgomp*")):
            try:
                return ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
            except OSError as error:
                _logger.info("%s cannot be shared: %s", path, error)
    return None


def _compiled(compiler: str, is_parallel: bool) -> Path:
    """The library in the cache, compiled now if it is not there.

    Raises:
        OSError: no place to write it to.
        SubprocessError: the compiler refuses, or takes too long.
    """
    flags = (*_FLAGS, "-fopenmp") if is_parallel else _FLAGS
    # a home folder may be shared by machines whose processors differ
    sources = [path.read_text("utf-8") for path in (_SHARED_SOURCE, *_SOURCES)]
    facts = (*sources, *flags, _output(compiler, "--version"), _processor())
    key = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]
    path = cache_folder() / f"loops-{key}.so"
    if path.is_file():
        return path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with written_aside(path) as part:
        made = [part.with_suffix(f".{source.stem}.o") for source in _SOURCES]
        try:
            # compiled and linked apart: linking with -fopenmp would load another OpenMP library
            unlinked = tuple(flag for flag in flags if flag != "-shared")
            for source, target in zip(_SOURCES, made, strict=True):
                _output(compiler, *unlinked, "-c", "-o", str(target), str(source))
            _output(compiler, "-shared", "-o", str(part), *map(str, made))
        finally:
            for target in made:
                target.unlink(missing_ok=True)
        part.chmod(0o700)
    return path


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine() + platform.processor()
    return "\n".join(sorted({line for line in lines if line.startswith(("model name", "flags"))}))
