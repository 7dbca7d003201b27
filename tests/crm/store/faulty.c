/* A disk that fails: the n-th write or sync of a file in one folder, for tests.crm.store.faulty (LD_PRELOAD). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { EIO_WRITE = 1, FULL = 2, SHORT = 3, SYNC = 4 };
static int kind, left, seen, again;
static char folder[4096];

void fault_arm(int what, int at, int stays, const char *where) {
    kind = what; left = at; seen = 0; again = stays;
    strncpy(folder, where, sizeof folder - 1);
}

int fault_disarm(void) { kind = 0; return seen; }

static int inside(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

/* Whether this call is the one that fails, or one after it where the fault stays. */
static int hit(int fd, int sync) {
    if (!kind || (kind == SYNC) != sync || !inside(fd)) return 0;
    seen++;
    return again ? seen >= left : seen == left;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define FAIL(size, rest) \
    if (hit(fd, 0)) { \
        if (kind == SHORT && size > 1) return rest(size / 2); \
        errno = kind == FULL ? ENOSPC : EIO; return -1; \
    }

ssize_t write(int fd, const void *from, size_t size) {
    REAL(write);
#define REST(n) real(fd, from, n)
    FAIL(size, REST)
    return real(fd, from, size);
#undef REST
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
    REAL(pwrite);
#define REST(n) real(fd, from, n, at)
    FAIL(size, REST)
    return real(fd, from, size, at);
#undef REST
}

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
    REAL(pwrite64);
#define REST(n) real(fd, from, n, at)
    FAIL(size, REST)
    return real(fd, from, size, at);
#undef REST
}

int fsync(int fd) {
    REAL(fsync);
    if (hit(fd, 1)) { errno = EIO; return -1; }
    return real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    if (hit(fd, 1)) { errno = EIO; return -1; }
    return real(fd);
}
