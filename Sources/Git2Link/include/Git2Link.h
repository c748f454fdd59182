#pragma once
#include <spawn.h>

// In glibc since 2.34, and hidden from Swift because its Glibc module is built without _GNU_SOURCE.
// It stands here for want of another C target: this one is linked wherever programs are started.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
