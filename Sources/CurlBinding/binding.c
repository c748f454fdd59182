#include "CurlBinding.h"

#include <dlfcn.h>

enum {
  optionBodyContext = 10001,
  optionHeaders = 10023,
  optionHeaderContext = 10029,
  optionBodyReceiver = 20011,
  optionHeaderReceiver = 20079,
  informationStatus = 0x200002,
  informationProxyStatus = 0x200016,
  globalDefault = 3,
};

// A function pointer cannot be converted from `void *` in strict C, so its bytes are stored.
static bool bind(void *handle, const char *symbol, void *place) {
  void *address = dlsym(handle, symbol);
  *(void **)place = address;
  return address != NULL;
}

bool curlLibraryOpen(CurlLibrary *library, const char *name) {
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return false;
  int (*globalInit)(long) = NULL;
  bool isComplete = bind(handle, "curl_global_init", &globalInit)
    && bind(handle, "curl_easy_init", &library->easyInit)
    && bind(handle, "curl_easy_cleanup", &library->easyCleanup)
    && bind(handle, "curl_easy_strerror", &library->easyErrorText)
    && bind(handle, "curl_easy_setopt", &library->easySet)
    && bind(handle, "curl_easy_getinfo", &library->easyGet)
    && bind(handle, "curl_multi_init", &library->multiInit)
    && bind(handle, "curl_multi_cleanup", &library->multiCleanup)
    && bind(handle, "curl_multi_setopt", &library->multiSet)
    && bind(handle, "curl_multi_add_handle", &library->multiAdd)
    && bind(handle, "curl_multi_remove_handle", &library->multiRemove)
    && bind(handle, "curl_multi_perform", &library->multiPerform)
    && bind(handle, "curl_multi_poll", &library->multiPoll)
    && bind(handle, "curl_multi_info_read", &library->multiNextMessage)
    && bind(handle, "curl_slist_append", &library->listAppend)
    && bind(handle, "curl_slist_free_all", &library->listFree);
  return isComplete && globalInit(globalDefault) == 0;
}

int curlSetLong(const CurlLibrary *library, CurlEasy *easy, CurlLongOption option, long value) {
  return library->easySet(easy, (int)option, value);
}

int curlSetText(
  const CurlLibrary *library, CurlEasy *easy, CurlTextOption option, const char *text
) {
  return library->easySet(easy, (int)option, text);
}

int curlSetHeaders(const CurlLibrary *library, CurlEasy *easy, CurlList *headers) {
  return library->easySet(easy, optionHeaders, headers);
}

int curlSetBodyReceiver(
  const CurlLibrary *library, CurlEasy *easy, CurlReceiver receiver, void *context
) {
  int result = library->easySet(easy, optionBodyReceiver, receiver);
  return result != 0 ? result : library->easySet(easy, optionBodyContext, context);
}

int curlSetHeaderReceiver(
  const CurlLibrary *library, CurlEasy *easy, CurlReceiver receiver, void *context
) {
  int result = library->easySet(easy, optionHeaderReceiver, receiver);
  return result != 0 ? result : library->easySet(easy, optionHeaderContext, context);
}

int curlSetMulti(
  const CurlLibrary *library, CurlMulti *multi, CurlMultiOption option, long value
) {
  return library->multiSet(multi, (int)option, value);
}

static long information(const CurlLibrary *library, CurlEasy *easy, int which) {
  long value = 0;
  return library->easyGet(easy, which, &value) == 0 ? value : 0;
}

long curlStatus(const CurlLibrary *library, CurlEasy *easy) {
  return information(library, easy, informationStatus);
}

long curlProxyStatus(const CurlLibrary *library, CurlEasy *easy) {
  return information(library, easy, informationProxyStatus);
}
