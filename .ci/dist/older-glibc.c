// The two symbols that would bind the program to glibc 2.35 and later, defined here as older systems
// go without them. RHEL 9 has 2.34.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>

// Swift's module of the C library refers to it. As glibc has it since 2.35: in double precision, where
// the squares neither overflow nor vanish. 'errno' is not set.
float hypotf(float x, float y) {
  if (isinf(x) || isinf(y)) return INFINITY;
  return (float)sqrt((double)x * x + (double)y * y);
}

struct Search {
  uintptr_t address;
  struct dl_find_object *result;
};

static int look(struct dl_phdr_info *object, size_t size, void *context) {
  struct Search *search = context;
  const ElfW(Phdr) *frames = NULL;
  int isInside = 0;
  for (int index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[index];
    uintptr_t start = object->dlpi_addr + part->p_vaddr;
    if (part->p_type == PT_GNU_EH_FRAME) frames = part;
    if (part->p_type == PT_LOAD && search->address - start < part->p_memsz) {
      isInside = 1;
      search->result->dlfo_map_start = (void *)start;
      search->result->dlfo_map_end = (void *)(start + part->p_memsz);
    }
  }
  if (!isInside || frames == NULL) return 0;
  search->result->dlfo_eh_frame = (void *)(object->dlpi_addr + frames->p_vaddr);
  return 1;
}

// The unwinder in GCC's archive asks it where the frames of a function are described. As the unwinder
// asked before glibc had it: object by object.
int _dl_find_object(void *address, struct dl_find_object *result) {
  struct Search search = {(uintptr_t)address, result};
  *result = (struct dl_find_object){0};
  return dl_iterate_phdr(look, &search) == 1 ? 0 : -1;
}
