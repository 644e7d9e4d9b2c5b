import type { Problem } from '../../base/problem';
import { readCourse, type CourseOptions } from './readCourse';

/** The chapters of a course that are believed to be unwritten, as information: nobody is to be urged. */
export function checkCourse(text: string, options: CourseOptions = {}): readonly Problem[] {
  return readCourse(text, options).parts.flatMap(({ chapters }) =>
    chapters.flatMap((chapter): Problem[] => {
      if (!chapter.stub) return [];
      const name = [chapter.number ?? '', chapter.title].filter((each) => each !== '').join(' ');
      return [
        {
          code: 'course.stub',
          severity: 'information',
          message: `Chapter “${name}” looks unwritten. ${chapter.stub.why}`,
          remedy: '',
          range: chapter.heading ?? chapter.range,
        },
      ];
    }),
  );
}
