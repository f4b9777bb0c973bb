"""The calls that a reading process may no longer make of the Linux kernel (seccomp, by ctypes).

A list of what is forbidden, not of what is allowed: interpreters and C libraries change the calls
they make from one version to the next, and a reader that the kernel stops is no safer than one
that runs without network, without writing and without other processes. Forbidden calls fail with
EPERM. Source of the layout: the kernel's Documentation/userspace-api/seccomp_filter.rst and
linux/bpf_common.h; of the numbers: arch/x86/entry/syscalls/syscall_64.tbl and
include/uapi/asm-generic/unistd.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from typing import Final

_PR_SET_SECCOMP = 22
_FILTER_MODE = 2
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _JUMP_EQUAL, _JUMP_ANY_BIT, _JUMP_GREATER_EQUAL, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENT = 0, 4, 16
_X32 = 0x40000000
_CLONE_THREAD = 0x10000

_MACHINES: Final = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

_FORBIDDEN: Final[dict[str, tuple[int | None, int | None]]] = {
    # network and other ways to talk to anybody
    "socket": (41, 198), "connect": (42, 203), "accept": (43, 202), "bind": (49, 200),
    "listen": (50, 201), "socketpair": (53, 199), "accept4": (288, 242),
    "msgget": (68, 186), "semget": (64, 190), "shmget": (29, 194), "mq_open": (240, 180),
    # other programs and processes
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424), "pidfd_getfd": (438, 438), "unshare": (272, 97),
    "setns": (308, 268), "process_madvise": (440, 440),
    # changing files
    "creat": (85, None), "truncate": (76, 45), "rename": (82, None), "renameat": (264, 38),
    "renameat2": (316, 276), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None),
    "link": (86, None), "linkat": (265, 37), "unlink": (87, None), "unlinkat": (263, 35),
    "symlink": (88, None), "symlinkat": (266, 36), "mknod": (133, None), "mknodat": (259, 33),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None),
    "utimes": (235, None), "utimensat": (280, 88), "futimesat": (261, None),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "removexattr": (197, 14),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    # the system
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "move_mount": (429, 429), "open_tree": (428, 428), "fsopen": (430, 430),
    "swapon": (167, 224), "reboot": (169, 142), "sethostname": (170, 161),
    "settimeofday": (164, 170),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "setuid": (105, 146), "setgid": (106, 144),
}  # fmt: skip
"""Name: number on x86-64, number on ARM64 (None where it does not exist)."""
_OPEN, _OPENAT, _OPENAT2 = (2, None), (257, 56), (437, 437)
_CLONE, _CLONE3 = (56, 220), (435, 435)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def forbid_calls() -> bool:
    """Forbid the calls to this thread and all it will start; False where it cannot be done.

    The process must have given up new privileges before (PR_SET_NO_NEW_PRIVS).
    """
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or struct.calcsize("P") != 8 or sys.byteorder != "little":
        return False
    code = _program(*machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return False
    return bool(prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0) == 0)


def _program(architecture: int, column: int) -> bytes:
    """The filter as the kernel's bytecode: (code, jump if true, jump if false, value) each."""
    refused = _ERRNO | errno.EPERM
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_JUMP_EQUAL, architecture, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
    ]
    if column == 0:
        steps += [_step(_JUMP_GREATER_EQUAL, _X32, 0, 1), _step(_RETURN, refused)]
    for numbers in _FORBIDDEN.values():
        steps += _unless_number(numbers[column], [_step(_RETURN, refused)])
    # glibc falls back to clone and openat where the newer calls do not exist
    for newer in (_CLONE3, _OPENAT2):
        steps += _unless_number(newer[column], [_step(_RETURN, _ERRNO | errno.ENOSYS)])
    for numbers, argument in ((_OPEN, 1), (_OPENAT, 2)):
        check = [
            _step(_LOAD, _ARGUMENT + 8 * argument),
            _step(_JUMP_ANY_BIT, _WRITING, 0, 1),
            _step(_RETURN, refused),
            _step(_RETURN, _ALLOW),
        ]
        steps += _unless_number(numbers[column], check)
    check = [
        _step(_LOAD, _ARGUMENT),
        _step(_JUMP_ANY_BIT, _CLONE_THREAD, 1, 0),
        _step(_RETURN, refused),
        _step(_RETURN, _ALLOW),
    ]
    steps += _unless_number(_CLONE[column], check)
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _unless_number(number: int | None, then: list[bytes]) -> list[bytes]:
    """Steps that run `then` for one call and jump over it for all others."""
    return [] if number is None else [_step(_JUMP_EQUAL, number, 0, len(then)), *then]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
