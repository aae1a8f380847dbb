# PTX_SOURCES: the kernels as C, made by clang for the oldest target that is worth having (almost any driver compiles
# its PTX), else by nvcc for the oldest that it has, else none: the doctor says so.
find_program(CLIPFEED_CLANG NAMES clang clang-14 clang-15 clang-16 clang-17 clang-18 clang-19
             DOC "clang, to make the GPU's kernels; OFF: without it")
find_program(CLIPFEED_NVCC NAMES nvcc DOC "nvcc, to make the GPU's kernels where there is no clang; OFF: without it")
set(kernels ${CMAKE_CURRENT_LIST_DIR}/kernels.cu)
set(ptx ${CMAKE_BINARY_DIR}/kernels.ptx)
set(ptx_tried ${CMAKE_BINARY_DIR}/CMakeFiles/kernels-tried.ptx)
# The host's language options do not matter to either; what must hold is that no multiply and add are fused.
set(clang_ptx ${CLIPFEED_CLANG} -x cuda --cuda-device-only -nocudainc -nocudalib --cuda-gpu-arch=sm_70
    -Xclang -target-feature -Xclang +ptx60 -Wno-unknown-cuda-version -O3 -ffp-contract=off -I ${PROJECT_SOURCE_DIR}/loader
    -S ${kernels} -o)
set(nvcc_ptx ${CLIPFEED_NVCC} -ptx -fmad=false -I ${PROJECT_SOURCE_DIR}/loader ${kernels} -o)
set(PTX_SOURCES ${CMAKE_CURRENT_LIST_DIR}/none.c)
set(ptx_compiler "")
foreach(compiler clang nvcc)
  if(NOT ptx_compiler AND NOT ${compiler}_ptx MATCHES "^(OFF|.*-NOTFOUND);")
    # A clang may lack the target, and nvcc its host compiler.
    execute_process(COMMAND ${${compiler}_ptx} ${ptx_tried} RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE said)
    if(failed)
      message(STATUS "Kernels: ${compiler} does not make them: ${said}")
    else()
      set(ptx_command ${${compiler}_ptx})
      list(GET ptx_command 0 program)
      execute_process(COMMAND ${program} --version OUTPUT_VARIABLE ptx_compiler ERROR_QUIET)
      string(REGEX MATCH "(release|version) ([0-9.]+)" ptx_compiler "${ptx_compiler}")
      set(ptx_compiler "${compiler} ${CMAKE_MATCH_2}")
    endif()
  endif()
endforeach()
if(ptx_compiler)
  set(PTX_SOURCES ${CMAKE_BINARY_DIR}/kernels_ptx.c)
  add_custom_command(OUTPUT ${ptx} COMMAND ${ptx_command} ${ptx} VERBATIM
    DEPENDS ${kernels} ${CMAKE_CURRENT_LIST_DIR}/kernel.h ${PROJECT_SOURCE_DIR}/loader/pixels/pixel_maths.h)
  add_custom_command(OUTPUT ${PTX_SOURCES} VERBATIM DEPENDS ${ptx} ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
    COMMAND ${CMAKE_COMMAND} -DPTX=${ptx} "-DCOMPILER=${ptx_compiler}" -DOUT=${PTX_SOURCES}
            -P ${CMAKE_CURRENT_LIST_DIR}/embed.cmake)
  message(STATUS "Kernels: PTX by ${ptx_compiler}")
else()
  message(STATUS "Kernels: neither clang nor nvcc: the library converts on the CPU alone")
endif()
