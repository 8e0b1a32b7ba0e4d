#ifndef DISPATCH_MONITOR_H
#define DISPATCH_MONITOR_H

#include <stdbool.h>

/// Stops, or starts again, libdispatch's look at its threads. Call it from one thread only.
///
/// It does nothing where the linker did not wrap `dispatch_source_create` (see `Package.swift`).
void dispatch_monitor_rest(bool resting);

#endif
