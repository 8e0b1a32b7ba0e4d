// Once a second, libdispatch looks whether the threads of its pool are blocked, and starts more
// (`src/event/workqueue.c`). Its timer never ends and no function reaches it, so that every Swift
// program wakes once a second. The linker's `--wrap` shows us the timer as libdispatch makes it.

#include "dispatch-monitor.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

static const uint64_t second = 1000000000;

// Of libdispatch's public header, which C targets do not find. Only a statically linked
// libdispatch has its own queue's name to give.
extern void dispatch_source_set_timer(void *source, uint64_t start, uint64_t interval, uint64_t leeway);
extern char _dispatch_mgr_q __attribute__((weak));
extern void *__real_dispatch_source_create(
    const void *type, uintptr_t handle, uintptr_t mask, void *queue) __attribute__((weak));

static _Atomic(void *) monitor;

/// The only source on the queue of libdispatch's own thread is the monitor's timer.
void *__wrap_dispatch_source_create(
    const void *type, uintptr_t handle, uintptr_t mask, void *queue) {
    void *source = __real_dispatch_source_create(type, handle, mask, queue);
    if (queue != NULL && queue == &_dispatch_mgr_q) atomic_store(&monitor, source);
    return source;
}

void dispatch_monitor_rest(bool resting) {
    static bool rests = false;
    void *timer = atomic_load(&monitor);
    if (timer == NULL || resting == rests) return;
    rests = resting;
    dispatch_source_set_timer(timer, resting ? UINT64_MAX : 0, second, 0);
}
