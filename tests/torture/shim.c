/* Stands between a program under test and the disk: records what it writes, fails what it is told to fail, kills it in the middle
 * of what it is told to. Loaded with LD_PRELOAD by the torture harness alone; no part of the product.
 *
 *   TORTURE_DIR    only files below this folder are meddled with
 *   TORTURE_MARKS  the file the program writes its promises to: "arm" and "off" start and end the meddling
 *   TORTURE_LOG    every change of the folder goes here, in order (power cuts)
 *   TORTURE_PLAN   kill:K | once:K:ERRNO:KINDS | stay:K:ERRNO:KINDS, KINDS out of "rwsmnu": read, write, sync, rename and link,
 *                  new file or folder, unlink
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NOT_OURS, OURS, FOLDER, MARKS };
enum { MOST = 4096, LONG = 1024 };

static char kind_of[MOST];
static char path_of[MOST][LONG];
static char folder[LONG], marks[LONG], kinds[32];
static int log_fd = -1, armed, killing, staying, planned, torn;
static long at, steps, wanted_steps;
static int error_number = EIO;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t real_write(int fd, const void *bytes, size_t count) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, bytes, count);
}

static int real_open(const char *path, int flags, mode_t mode) {
    REAL(int, "open64", const char *, int, ...);
    return real(path, flags, mode);
}

__attribute__((constructor)) static void begin(void) {
    const char *value = getenv("TORTURE_DIR");
    if (value) snprintf(folder, sizeof folder, "%s", value);
    value = getenv("TORTURE_MARKS");
    if (value) snprintf(marks, sizeof marks, "%s", value);
    value = getenv("TORTURE_LOG");
    if (value) log_fd = real_open(value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    value = getenv("TORTURE_PLAN");
    if (!value) return;
    planned = 1;
    if (sscanf(value, "kill:%ld", &at) == 1) { killing = 1; strcpy(kinds, "wsmnu"); }
    else if (sscanf(value, "once:%ld:%d:%31s", &at, &error_number, kinds) == 3) staying = 0;
    else if (sscanf(value, "stay:%ld:%d:%31s", &at, &error_number, kinds) == 3) staying = 1;
    else { fprintf(stderr, "shim: plan %s\n", value); _exit(97); }
}

static int below(const char *path) {
    size_t length = strlen(folder);
    return length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static void all(const void *bytes, size_t count) {
    const char *next = bytes;
    while (count) {
        ssize_t done = real_write(log_fd, next, count);
        if (done <= 0) { fprintf(stderr, "shim: the log\n"); _exit(98); }
        next += done;
        count -= (size_t)done;
    }
}

/* One event: what, the file's number on disk, two numbers, a name and bytes. */
static void say(char what, uint64_t inode, uint64_t first, const char *path, const void *bytes, size_t count) {
    if (log_fd < 0) return;
    int kept = errno;
    struct { uint64_t what, inode, first, name, count; } head = { (uint64_t)what, inode, first, strlen(path), count };
    all(&head, sizeof head);
    all(path, head.name);
    all(bytes, count);
    errno = kept;
}

static uint64_t inode(int fd) {
    struct stat data;
    return fstat(fd, &data) ? 0 : (uint64_t)data.st_ino;
}

/* Whether this step is to fail; a step it is to die at is its last. */
static int fails(char what) {
    if (!armed || !planned || !strchr(kinds, what)) return 0;
    steps++;
    if (killing) {
        if (steps == at) { torn = 1; if (what != 'w') kill(getpid(), SIGKILL); }
        return 0;
    }
    if (steps == at || (staying && steps > at)) {
        wanted_steps++;
        errno = error_number;
        return 1;
    }
    return 0;
}

static void order(const char *text, size_t count) {
    if (count >= 3 && !strncmp(text, "arm", 3)) { armed = 1; steps = 0; wanted_steps = 0; }
    else if (count >= 3 && !strncmp(text, "off", 3)) {
        char line[96];
        armed = 0;
        int length = snprintf(line, sizeof line, "steps %ld %ld\n", steps, wanted_steps);
        int fd = real_open(marks, O_WRONLY | O_APPEND, 0600);
        if (fd >= 0) { (void)!real_write(fd, line, (size_t)length); close(fd); }
    }
}

static void known(int fd, const char *path, int flags, int fresh) {
    if (fd < 0 || fd >= MOST) return;
    kind_of[fd] = NOT_OURS;
    if (marks[0] && !strcmp(path, marks)) kind_of[fd] = MARKS;
    else if (below(path)) {
        struct stat data;
        snprintf(path_of[fd], LONG, "%s", path);
        kind_of[fd] = !fstat(fd, &data) && S_ISDIR(data.st_mode) ? FOLDER : OURS;
        if (kind_of[fd] == OURS && fresh) say('O', inode(fd), 0, path, "", 0);
        else if (kind_of[fd] == OURS && (flags & O_TRUNC)) say('F', inode(fd), 0, path, "", 0);
    }
}

static int opened(const char *path, int flags, mode_t mode) {
    int ours = below(path), fresh = 0;
    struct stat data;
    if (ours && (flags & O_CREAT)) {
        fresh = lstat(path, &data) != 0;
        if (fresh && fails('n')) return -1;
    }
    int fd = real_open(path, flags, mode);
    known(fd, path, flags, fresh && fd >= 0);
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { MODE(flags) return opened(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(path, flags | O_LARGEFILE, mode); }
int creat(const char *path, mode_t mode) { return opened(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

static int opened_at(int dir, const char *path, int flags, mode_t mode) {
    if (dir == AT_FDCWD || path[0] == '/') return opened(path, flags, mode);
    REAL(int, "openat64", int, const char *, int, ...);
    return real(dir, path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...) { MODE(flags) return opened_at(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE(flags) return opened_at(dir, path, flags, mode); }

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < MOST) kind_of[fd] = NOT_OURS;
    return real(fd);
}

static int ours(int fd) { return fd >= 0 && fd < MOST && kind_of[fd] == OURS; }

ssize_t read(int fd, void *bytes, size_t count) {
    REAL(ssize_t, "read", int, void *, size_t);
    if (ours(fd) && fails('r')) return -1;
    return real(fd, bytes, count);
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t from) {
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    if (ours(fd) && fails('r')) return -1;
    return real(fd, bytes, count, from);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t from) { return pread64(fd, bytes, count, from); }

static ssize_t real_pwrite(int fd, const void *bytes, size_t count, off64_t to) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return real(fd, bytes, count, to);
}

/* Half of the bytes arrive, then the program dies; or then the disk is full. */
static ssize_t written(int fd, const void *bytes, size_t count, off64_t to) {
    int before = torn;
    if (fails('w')) {
        if (error_number != ENOSPC || wanted_steps != 1 || count < 2) return -1;
        ssize_t half = real_pwrite(fd, bytes, count / 2, to);
        if (half > 0) say('W', inode(fd), (uint64_t)to, path_of[fd], bytes, (size_t)half);
        return half;
    }
    if (torn && !before) {
        real_pwrite(fd, bytes, count / 2, to);
        kill(getpid(), SIGKILL);
    }
    ssize_t done = real_pwrite(fd, bytes, count, to);
    if (done > 0) say('W', inode(fd), (uint64_t)to, path_of[fd], bytes, (size_t)done);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t to) {
    return ours(fd) ? written(fd, bytes, count, to) : real_pwrite(fd, bytes, count, to);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t to) { return pwrite64(fd, bytes, count, to); }

ssize_t write(int fd, const void *bytes, size_t count) {
    if (fd >= 0 && fd < MOST && kind_of[fd] == MARKS) {
        say('A', 0, 0, "", bytes, count);
        ssize_t done = real_write(fd, bytes, count);
        order(bytes, count);
        return done;
    }
    if (!ours(fd)) return real_write(fd, bytes, count);
    off64_t to = lseek64(fd, 0, SEEK_CUR);
    ssize_t done = written(fd, bytes, count, to);
    if (done > 0) lseek64(fd, to + done, SEEK_SET);
    return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    if (!ours(fd)) return real(fd, parts, count);
    return count ? write(fd, parts[0].iov_base, parts[0].iov_len) : 0;
}

/* Copies are made by reading and writing, so that they are seen. */
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t count, unsigned flags) {
    (void)in; (void)from; (void)out; (void)to; (void)count; (void)flags;
    errno = EXDEV;
    return -1;
}

ssize_t sendfile64(int out, int in, off64_t *from, size_t count) {
    (void)in; (void)from; (void)out; (void)count;
    errno = EINVAL;
    return -1;
}

ssize_t sendfile(int out, int in, off_t *from, size_t count) { return sendfile64(out, in, from, count); }

static int synced(int fd) {
    if (fd < 0 || fd >= MOST || (kind_of[fd] != OURS && kind_of[fd] != FOLDER)) return 0;
    if (fails('s')) return -1;
    say(kind_of[fd] == FOLDER ? 'D' : 'S', inode(fd), 0, path_of[fd], "", 0);
    return 1;
}

/* Nothing is lost on the machine that runs the test: what a sync means is played by the harness, so the disk is spared. */
int fsync(int fd) {
    REAL(int, "fsync", int);
    int known = synced(fd);
    return known < 0 ? -1 : known ? 0 : real(fd);
}

int fdatasync(int fd) { return fsync(fd); }

int ftruncate64(int fd, off64_t length) {
    REAL(int, "ftruncate64", int, off64_t);
    if (ours(fd) && fails('w')) return -1;
    if (torn) kill(getpid(), SIGKILL);
    int done = real(fd, length);
    if (!done && ours(fd)) say('F', inode(fd), (uint64_t)length, path_of[fd], "", 0);
    return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (!below(to)) return real(from, to);
    if (fails('m')) return -1;
    int done = real(from, to);
    if (!done) say('R', 0, 0, from, to, strlen(to));
    return done;
}

int renameat(int a, const char *from, int b, const char *to) { (void)a; (void)b; return rename(from, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { (void)a; (void)b; (void)flags; return rename(from, to); }

int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    if (!below(to)) return real(from, to);
    if (fails('m')) return -1;
    int done = real(from, to);
    if (!done) say('L', 0, 0, from, to, strlen(to));
    return done;
}

int linkat(int a, const char *from, int b, const char *to, int flags) { (void)a; (void)b; (void)flags; return link(from, to); }

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (!below(path)) return real(path);
    struct stat data;
    if (!lstat(path, &data) && fails('u')) return -1;
    int done = real(path);
    if (!done) say('U', 0, 0, path, "", 0);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (!below(path)) return real(path, mode);
    struct stat data;
    if (lstat(path, &data) && fails('n')) return -1;
    int done = real(path, mode);
    if (!done) say('M', 0, 0, path, "", 0);
    return done;
}
