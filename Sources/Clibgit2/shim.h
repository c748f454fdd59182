#pragma once
#include <git2.h>

// Swift cannot call variadic functions.

// Makes libgit2 read the configuration of the repository alone.
static inline int pipgate_git_ignore_shared_configuration(void) {
  int level, status = 0;
  for (level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; level++)
    status |= git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
  return status;
}
