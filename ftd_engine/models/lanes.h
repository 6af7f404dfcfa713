/* Vectors of 16 channels, which every compiled loop is written in. */
#ifndef FTD_LANES_H
#define FTD_LANES_H

#define LANES 16
/* values of a feature map from which a second thread is worth waking */
#define PARALLEL_FROM 32768

#if defined(_WIN32)
#define API __declspec(dllexport)
#else
#define API __attribute__((visibility("default")))
#endif

/* aligned(4): rows of a tensor begin anywhere */
typedef float vec __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int bits __attribute__((vector_size(4 * LANES), aligned(4)));

static inline vec at(const float *from) { return *(const vec *)from; }
static inline void put(float *to, vec value) { *(vec *)to = value; }
static inline vec every(float value) { return (vec){0} + value; }

#endif
