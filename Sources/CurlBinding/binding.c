#include "CurlBinding.h"
