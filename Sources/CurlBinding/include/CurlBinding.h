#pragma once
// The part of libcurl that an index client needs, declared here so that neither its headers nor the
// library itself are wanted at build time. Numbers and prototypes are libcurl's stable interface
// (https://curl.se/libcurl/c/symbols-in-versions.html).

#include <stdbool.h>
#include <stddef.h>

typedef struct CurlEasy CurlEasy;
typedef struct CurlMulti CurlMulti;
typedef struct CurlList CurlList;

/// What a finished transfer is announced with (`CURLMsg`).
typedef struct CurlMessage {
  int kind;
  CurlEasy *easy;
  union {
    void *pointer;
    int result;
  } data;
} CurlMessage;

/// Called with a piece of a body or with one header line; less than `size * count` ends the
/// transfer.
typedef size_t (*CurlReceiver)(char *bytes, size_t size, size_t count, void *context);

/// A loaded libcurl. Variadic entry points are reached through the typed functions below.
typedef struct CurlLibrary {
  CurlEasy *(*easyInit)(void);
  void (*easyCleanup)(CurlEasy *);
  const char *(*easyErrorText)(int result);
  CurlMulti *(*multiInit)(void);
  int (*multiCleanup)(CurlMulti *);
  int (*multiAdd)(CurlMulti *, CurlEasy *);
  int (*multiRemove)(CurlMulti *, CurlEasy *);
  int (*multiPerform)(CurlMulti *, int *running);
  int (*multiPoll)(CurlMulti *, void *extra, unsigned extraCount, int milliseconds, int *ready);
  CurlMessage *(*multiNextMessage)(CurlMulti *, int *left);
  CurlList *(*listAppend)(CurlList *, const char *);
  void (*listFree)(CurlList *);
  int (*easySet)(CurlEasy *, int option, ...);
  int (*easyGet)(CurlEasy *, int information, ...);
  int (*multiSet)(CurlMulti *, int option, ...);
} CurlLibrary;

typedef enum CurlLongOption {
  CurlLowSpeedLimit = 19,
  CurlLowSpeedSeconds = 20,
  CurlFollowsRedirects = 52,
  CurlVerifiesPeer = 64,
  CurlVerifiesHost = 81,
  CurlHTTPVersion = 84,
  CurlUsesNoSignals = 99,
  CurlTimeoutMilliseconds = 155,
  CurlConnectMilliseconds = 156,
  CurlProtocols = 181,
  CurlWaitsForMultiplexing = 237,
  CurlHidesProxyHeaders = 265,
} CurlLongOption;

typedef enum CurlTextOption {
  CurlURL = 10002,
  CurlProxy = 10004,
  CurlUserAgent = 10018,
  CurlCertificateFile = 10065,
  CurlAcceptedEncodings = 10102,
  CurlUnproxiedHosts = 10177,
} CurlTextOption;

typedef enum CurlMultiOption {
  CurlPipelining = 3,
  CurlConnectionsPerHost = 7,
} CurlMultiOption;

/// Bits of `CurlProtocols`.
typedef enum CurlProtocol { CurlProtocolHTTP = 1, CurlProtocolHTTPS = 2 } CurlProtocol;

typedef enum CurlValue {
  CurlVersionHTTP2OverTLS = 4,
  CurlPipeliningMultiplex = 2,
  CurlMessageDone = 1,
} CurlValue;

/// Fills `library` from the shared library called `name`; false where the system has none that
/// fits. It stays loaded: TLS libraries do not bear unloading.
bool curlLibraryOpen(CurlLibrary *library, const char *name);

int curlSetLong(const CurlLibrary *, CurlEasy *, CurlLongOption, long);
/// libcurl copies the text.
int curlSetText(const CurlLibrary *, CurlEasy *, CurlTextOption, const char *);
/// The list must outlive the transfer.
int curlSetHeaders(const CurlLibrary *, CurlEasy *, CurlList *);
int curlSetBodyReceiver(const CurlLibrary *, CurlEasy *, CurlReceiver, void *context);
int curlSetHeaderReceiver(const CurlLibrary *, CurlEasy *, CurlReceiver, void *context);
int curlSetMulti(const CurlLibrary *, CurlMulti *, CurlMultiOption, long);
/// The status of the last answer, or 0.
long curlStatus(const CurlLibrary *, CurlEasy *);
/// What the proxy answered when it was asked to connect, or 0.
long curlProxyStatus(const CurlLibrary *, CurlEasy *);
