#include "EmbeddedData.h"

// #embed is C23; clang has it in every mode and says so at each use.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char paranoid[] = {
#embed "../../policies/paranoid.yaml"
};
static const unsigned char balanced[] = {
#embed "../../policies/balanced.yaml"
};
static const unsigned char autonomous[] = {
#embed "../../policies/autonomous.yaml"
};
static const unsigned char allowlist[] = {
#embed "../../policies/allowlist.yaml"
};
static const unsigned char denylist[] = {
#embed "../../policies/denylist.yaml"
};

static const unsigned char pre_commit_hook[] = {
#embed "../../hooks/pre-commit"
};
static const unsigned char pre_push_hook[] = {
#embed "../../hooks/pre-push"
};
static const unsigned char pre_receive_hook[] = {
#embed "../../hooks/pre-receive"
};

// The list of the most downloaded projects that guarddog 3.2.0 carries.
// 'popular-projects.layout' is made of 'popular-projects.txt', and a test keeps it so.
static _Alignas(64) const unsigned char popular_projects[] = {
#embed "popular-projects.layout"
};
static const char popular_projects_date[] = "2026-06-16";

// Made of the lists of modules, and a test keeps it so.
static _Alignas(64) const unsigned char no_projects[] = {
#embed "no-projects.layout"
};

static const unsigned char standard_library[] = {
#embed "standard-library.txt"
};
static const unsigned char module_projects[] = {
#embed "module-projects.txt"
};

static const pipgate_embedded_file policies[] = {
    {"built-in:paranoid.yaml", paranoid, sizeof paranoid},
    {"built-in:balanced.yaml", balanced, sizeof balanced},
    {"built-in:autonomous.yaml", autonomous, sizeof autonomous},
    {"built-in:allowlist.yaml", allowlist, sizeof allowlist},
    {"built-in:denylist.yaml", denylist, sizeof denylist},
};

size_t pipgate_embedded_policy_count(void) { return sizeof policies / sizeof *policies; }

pipgate_embedded_file pipgate_embedded_policy(size_t index) { return policies[index]; }

pipgate_embedded_file pipgate_embedded_pre_commit_hook(void) {
  pipgate_embedded_file file = {"hooks/pre-commit", pre_commit_hook, sizeof pre_commit_hook};
  return file;
}

pipgate_embedded_file pipgate_embedded_pre_push_hook(void) {
  pipgate_embedded_file file = {"hooks/pre-push", pre_push_hook, sizeof pre_push_hook};
  return file;
}

pipgate_embedded_file pipgate_embedded_pre_receive_hook(void) {
  pipgate_embedded_file file = {"hooks/pre-receive", pre_receive_hook, sizeof pre_receive_hook};
  return file;
}

pipgate_embedded_file pipgate_embedded_popular_projects(void) {
  pipgate_embedded_file file = {
      "Sources/EmbeddedData/popular-projects.layout", popular_projects, sizeof popular_projects};
  return file;
}

const char *pipgate_embedded_popular_projects_date(void) { return popular_projects_date; }

pipgate_embedded_file pipgate_embedded_no_projects(void) {
  pipgate_embedded_file file = {
      "Sources/EmbeddedData/no-projects.layout", no_projects, sizeof no_projects};
  return file;
}

pipgate_embedded_file pipgate_embedded_standard_library(void) {
  pipgate_embedded_file file = {
      "Sources/EmbeddedData/standard-library.txt", standard_library, sizeof standard_library};
  return file;
}

pipgate_embedded_file pipgate_embedded_module_projects(void) {
  pipgate_embedded_file file = {
      "Sources/EmbeddedData/module-projects.txt", module_projects, sizeof module_projects};
  return file;
}
