#pragma once
#include <stddef.h>

/// A file that is part of the binary. Its bytes live as long as the process and are not copied.
typedef struct {
  /// What a report calls it, as a C string.
  const char *path;
  const unsigned char *bytes;
  size_t size;
} pipgate_embedded_file;

/// How many policies are embedded.
size_t pipgate_embedded_policy_count(void);

/// The policy at an index below the count.
pipgate_embedded_file pipgate_embedded_policy(size_t index);

/// The hook that `pipgate hook install` puts in place.
pipgate_embedded_file pipgate_embedded_pre_commit_hook(void);

/// The one that it puts in place for pushes.
pipgate_embedded_file pipgate_embedded_pre_push_hook(void);

/// The one that it puts in place on a server.
pipgate_embedded_file pipgate_embedded_pre_receive_hook(void);

/// The most downloaded projects, laid out for a search, at a multiple of 64 bytes.
pipgate_embedded_file pipgate_embedded_popular_projects(void);

/// The day on which that list was made, `2026-06-16`, as a C string.
const char *pipgate_embedded_popular_projects_date(void);

/// Names that mean no project, laid out for a search, at a multiple of 64 bytes.
pipgate_embedded_file pipgate_embedded_no_projects(void);

/// The modules of Python's standard library, one on a line, sorted.
pipgate_embedded_file pipgate_embedded_standard_library(void);

/// Modules with the projects that provide them, one module on a line, sorted.
pipgate_embedded_file pipgate_embedded_module_projects(void);
