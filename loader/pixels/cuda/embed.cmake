# cmake -DPTX=FILE -DCOMPILER=TEXT -DOUT=FILE.c -P embed.cmake: PTX as bytes in C.
file(READ ${PTX} hex HEX)
string(LENGTH "${hex}" digits)
if(digits EQUAL 0)
  message(FATAL_ERROR "${PTX} is empty")
endif()
string(REGEX REPLACE "(................................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
file(WRITE ${OUT} "#include \"pixels/cuda/ptx.h\"\n\nconst char cf_cuda_ptx_compiler[] = \"${COMPILER}\";\n"
                  "const char cf_cuda_ptx[] = {\n${hex}0};\n")
