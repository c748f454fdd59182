#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

/* Runs a program and writes its largest resident set in KiB to file 3.
 *
 * A child's figure starts with its parent's at the moment of the start, so the parent must be smaller
 * than whatever is measured; an interpreter is not. */
int main(int count, char **arguments) {
  pid_t pid;
  int status;
  struct rusage usage;
  if (count < 2) return 127;
  if (posix_spawn(&pid, arguments[1], NULL, NULL, arguments + 1, environ) != 0) return 127;
  if (wait4(pid, &status, 0, &usage) != pid) return 127;
  dprintf(3, "%ld\n", usage.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}
