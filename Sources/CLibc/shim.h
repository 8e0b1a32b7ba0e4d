#ifndef CLIBC_SHIM_H
#define CLIBC_SHIM_H

#include <stddef.h>

// glibc declares these only under macros that Swift's view of glibc does not set; a program may
// declare them (ISO C, 7.1.4).

/// Needs `_XOPEN_SOURCE` there.
extern int wcwidth(wchar_t character);

/// `snprintf` for one number, such as `%.2f`; needs `__STDC_WANT_IEC_60559_BFP_EXT__` there.
extern int strfromd(char *text, size_t size, const char *format, double value);

#endif
