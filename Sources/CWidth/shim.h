#ifndef CWIDTH_SHIM_H
#define CWIDTH_SHIM_H

#include <stddef.h>

/// glibc declares it only under `_XOPEN_SOURCE`, which Swift's view of glibc does not set; a
/// program may declare it (ISO C, 7.1.4).
extern int wcwidth(wchar_t character);

#endif
