/* The first convolution of a ConvNet, 3x3 with stride 1 over images of one to three channels, and its
 * gradients in weight, bias and images. A library made for many channels reaches a sixth of its speed
 * here; these loops keep their sums in registers and read every feature map once.
 *
 * Images x are [n, h, w, in], feature maps y [n, rows, cols, out] with rows = h + 2 pad - 2, cols
 * likewise; weights are [3, 3, in, out], so that the 3 x in numbers under one row of the kernel lie side by
 * side in the image. out is a multiple of LANES. No result depends on the number of threads.
 *
 * Legend: tap, one of the 9 x in numbers under the kernel; a leading g is a gradient.
 */
#include "lanes.h"

#define KERNEL 3
/* pixels of a row computed together: with 2 or 3 sums each they fill most registers */
#define SPAN 8
/* numbers of a padded row of an image, with room for the last, half-filled span */
#define ROOM ((w + 2 * pad + SPAN) * in)

#define INLINED static inline __attribute__((always_inline)) void

/* Each image by one thread. The compiler keeps sums in registers only where it knows `in`, and it
 * looks at a parallel loop before it looks at who calls it: hence the choice inside the loop. */
#define EACH_IMAGE(call, ...)                                                                      \
  _Pragma("omp parallel for schedule(static) if ((long)n * h * w * out >= PARALLEL_FROM)")         \
  for (int i = 0; i < n; i++) switch (in) {                                                        \
      case 1: call(__VA_ARGS__, i, h, w, pad, out, 1); break;                                      \
      case 2: call(__VA_ARGS__, i, h, w, pad, out, 2); break;                                      \
      case 3: call(__VA_ARGS__, i, h, w, pad, out, 3); break;                                      \
    }

/* the rows of an image that the kernel sees at an output row, with zeros around */
INLINED see(const float *image, float *seen, int row, int h, int w, int pad, int in) {
  const int room = ROOM;
  for (int k = 0; k < KERNEL; k++) {
    float *to = seen + k * room;
    const int from = row + k - pad;
    for (int t = 0; t < room; t++) to[t] = 0;
    if (from >= 0 && from < h)
      for (int t = 0; t < w * in; t++) to[pad * in + t] = image[(long)from * w * in + t];
  }
}

/* one row of maps, `vecs` vectors of channels */
INLINED forward_row(const float *seen, const float *weight, const float *bias, float *y, int cols,
                    int room, int out, int in, int vecs) {
  for (int col = 0; col < cols; col += SPAN) {
    vec sum[SPAN * 2];
#pragma GCC unroll 16
    for (int s = 0; s < SPAN * vecs; s++)
      sum[s] = bias ? at(bias + s % vecs * LANES) : every(0);
    for (int k = 0; k < KERNEL; k++) {
      const float *x = seen + k * room + col * in, *wk = weight + (long)k * KERNEL * in * out;
      for (int t = 0; t < KERNEL * in; t++) {
        const float *tap = wk + (long)t * out;
#pragma GCC unroll 16
        for (int s = 0; s < SPAN * vecs; s++)
          sum[s] += x[s / vecs * in + t] * at(tap + s % vecs * LANES);
      }
    }
    float *to = y + (long)col * out;
#pragma GCC unroll 16
    for (int s = 0; s < SPAN * vecs; s++)
      if (col + s / vecs < cols) put(to + (long)(s / vecs) * out + s % vecs * LANES, sum[s]);
  }
}

INLINED forward(const float *x, const float *weight, const float *bias, float *y, int i, int h,
                int w, int pad, int out, int in) {
  const int rows = h + 2 * pad - 2, cols = w + 2 * pad - 2, room = ROOM;
  float seen[KERNEL * room];
  for (int row = 0; row < rows; row++) {
    float *to = y + ((long)i * rows + row) * cols * out;
    see(x + (long)i * h * w * in, seen, row, h, w, pad, in);
    int c0 = 0;
    for (; c0 + 2 * LANES <= out; c0 += 2 * LANES)
      forward_row(seen, weight + c0, bias ? bias + c0 : 0, to + c0, cols, room, out, in, 2);
    if (c0 < out)
      forward_row(seen, weight + c0, bias ? bias + c0 : 0, to + c0, cols, room, out, in, 1);
  }
}

INLINED in_weight(const float *gy, const float *x, float *gweight, float *gbias, int i, int h,
                  int w, int pad, int out, int in) {
  const int rows = h + 2 * pad - 2, cols = w + 2 * pad - 2, room = ROOM;
  const int taps = KERNEL * KERNEL * in;
  float seen[KERNEL * room], *to = gweight + (long)i * taps * out, *to_bias = gbias + (long)i * out;
  for (int t = 0; t < taps * out; t++) to[t] = 0;
  for (int t = 0; t < out; t++) to_bias[t] = 0;
  for (int row = 0; row < rows; row++) {
    see(x + (long)i * h * w * in, seen, row, h, w, pad, in);
    for (int c0 = 0; c0 < out; c0 += LANES) {
      const float *g = gy + ((long)i * rows + row) * cols * out + c0;
      /* a sum for every tap stays in its register along the row */
      vec sum[KERNEL * KERNEL * 3] = {{0}}, sum_g = {0};
      for (int col = 0; col < cols; col++) {
        const vec here = at(g + (long)col * out);
        const float *image = seen + col * in;
        /* steps of a whole pixel are more than the processor foresees */
        __builtin_prefetch(g + (long)(cols + col) * out);
        sum_g += here;
#pragma GCC unroll 27
        for (int t = 0; t < taps; t++)
          sum[t] += image[t / (KERNEL * in) * room + t % (KERNEL * in)] * here;
      }
#pragma GCC unroll 27
      for (int t = 0; t < taps; t++) {
        float *place = to + (long)t * out + c0;
        put(place, at(place) + sum[t]);
      }
      put(to_bias + c0, at(to_bias + c0) + sum_g);
    }
  }
}

static inline float total(vec v) {
  typedef float half __attribute__((vector_size(2 * LANES), may_alias));
  typedef float quarter __attribute__((vector_size(LANES), may_alias));
  const half *halves = (const half *)&v;
  half both = halves[0] + halves[1];
  const quarter *quarters = (const quarter *)&both;
  quarter four = quarters[0] + quarters[1];
  return (four[0] + four[1]) + (four[2] + four[3]);
}

INLINED in_images(const float *gy, const float *weight, float *gx, int i, int h, int w, int pad,
                  int out, int in) {
  const int rows = h + 2 * pad - 2, cols = w + 2 * pad - 2;
  float nothing[out];
  for (int t = 0; t < out; t++) nothing[t] = 0;
  /* down a column of spans, so that the rows above are still in the cache */
  for (int col = 0; col < w; col += SPAN)
    for (int row = 0; row < h; row++) {
      vec sum[SPAN * 3] = {{0}};
      for (int k = 0; k < KERNEL; k++) {
        const int from = row + pad - k;
        if (from < 0 || from >= rows) continue;
        const float *line = gy + ((long)i * rows + from) * cols * out;
        for (int j = 0; j < KERNEL; j++) {
          const float *taps = weight + (long)(k * KERNEL + j) * in * out, *g[SPAN];
#pragma GCC unroll 8
          for (int p = 0; p < SPAN; p++) {
            const int place = col + p + pad - j;
            g[p] = place >= 0 && place < cols ? line + (long)place * out : nothing;
          }
          for (int c0 = 0; c0 < out; c0 += LANES) {
#pragma GCC unroll 24
            for (int s = 0; s < SPAN * in; s++)
              sum[s] += at(g[s / in] + c0) * at(taps + (long)(s % in) * out + c0);
          }
        }
      }
      float *to = gx + (((long)i * h + row) * w + col) * in;
#pragma GCC unroll 24
      for (int s = 0; s < SPAN * in; s++)
        if (col + s / in < w) to[s] = total(sum[s]);
    }
}

/* bias may be null */
API void first_forward(const float *x, const float *weight, const float *bias, float *y, int n,
                       int h, int w, int in, int out, int pad) {
  EACH_IMAGE(forward, x, weight, bias, y)
}

/* gweight [n, 3, 3, in, out] and gbias [n, out], to be summed over n by the caller */
API void first_in_weight(const float *gy, const float *x, float *gweight, float *gbias, int n,
                         int h, int w, int in, int out, int pad) {
  EACH_IMAGE(in_weight, gy, x, gweight, gbias)
}

API void first_in_images(const float *gy, const float *weight, float *gx, int n, int h, int w,
                         int in, int out, int pad) {
  EACH_IMAGE(in_images, gy, weight, gx)
}
