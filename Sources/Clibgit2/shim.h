#pragma once
#include <git2.h>

// Swift cannot call variadic functions.
static inline int pipgate_git_option_set_extensions(const char **extensions, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, count);
}
